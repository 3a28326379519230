-- SPDX-License-Identifier: Apache-2.0
--
-- What is counted and what is to be sent, neither of which is in the ledger; and erasures, which
-- are.

-- "kind" is the number of TallyKind, "hour" when the hour began. The key is the order in which they
-- are listed.
CREATE TABLE tallies (
  kind INTEGER NOT NULL,
  resource TEXT NOT NULL,
  hour INTEGER NOT NULL,
  account TEXT NOT NULL,
  detail TEXT NOT NULL,
  owner TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (kind, resource, hour DESC, account, detail)
) STRICT, WITHOUT ROWID;

CREATE TABLE mails (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  account TEXT NOT NULL,
  due_time INTEGER NOT NULL,
  attempts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX mails_by_due_time ON mails (due_time, name);

-- That the versions of a row up to change "up_to" have neither content nor salt any more. "name"
-- and "kind" are the row's, as in the ledger's leaves.
CREATE TABLE erasures (
  name TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  kind INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

-- One row while the file's unused bytes may hold pieces of what was erased. The file is written
-- anew when the database is closed or opened next, and the row goes.
CREATE TABLE rewrite_due (
  id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

-- SPDX-License-Identifier: Apache-2.0
--
-- One pair of tables for the kinds of records that need none of their own, and when such a record
-- was last used. As in version 1: one row per resource with what never changes, and one per version
-- with its exact bytes in "content"; the other columns repeat parts of them.

-- "kind" is the number of the kind as in the ledger's leaves. "parent" is the name of what it
-- belongs to, of any kind, so without a foreign key; "subject" a second thing by which it is
-- listed; "key" what it is looked up by. Each of the three may be empty.
CREATE TABLE resources (
  name TEXT PRIMARY KEY,
  kind INTEGER NOT NULL,
  owner TEXT NOT NULL,
  parent TEXT NOT NULL,
  subject TEXT NOT NULL,
  key TEXT NOT NULL,
  create_sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX resources_by_kind ON resources (kind, name);
CREATE INDEX resources_by_parent ON resources (kind, parent, name) WHERE parent <> '';
CREATE INDEX resources_by_subject ON resources (kind, subject, name) WHERE subject <> '';
CREATE UNIQUE INDEX resources_by_key ON resources (kind, key) WHERE key <> '';

-- "state" is the number of the record's own state, 0 if its kind has none.
CREATE TABLE resource_versions (
  name TEXT NOT NULL REFERENCES resources (name),
  sequence INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  owner TEXT NOT NULL,
  state INTEGER NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

-- Not in the ledger: a use is no change. "owner" is the resource's.
CREATE TABLE uses (
  name TEXT PRIMARY KEY REFERENCES resources (name),
  owner TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

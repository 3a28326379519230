-- SPDX-License-Identifier: Apache-2.0
--
-- The first schema.
--
-- Most kinds have two tables: one row per resource with what never changes (its name, what it
-- belongs to, what lists are ordered by), and one row per version. A version is valid from its
-- sequence until the next one of the same name, so everything can be read as of any sequence, and
-- writing a version touches no earlier row.
--
-- "content" is the row's exact bytes, whose digest with "salt" is in the ledger's leaf of that
-- sequence; a record is read back from it alone. The other columns repeat parts of it for queries,
-- and verifying the ledger compares them. "owner" says whose row it is; every query asks.
-- "sequence" is a row of ledger_leaves, without a foreign key: the leaf is written after the rows
-- that it names, and a deferred key would look through all of them. Verifying checks it.
-- Times are microseconds since 1970.

CREATE TABLE ledger_leaves (
  sequence INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  time INTEGER NOT NULL,
  leaf BLOB NOT NULL
) STRICT;

-- One row. "frontier" is the hashes of the complete subtrees, one after the other.
CREATE TABLE ledger_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL,
  time INTEGER NOT NULL,
  root BLOB NOT NULL,
  frontier BLOB NOT NULL
) STRICT;

CREATE TABLE organizations (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organization_versions (
  name TEXT NOT NULL REFERENCES organizations (name),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  state INTEGER NOT NULL,
  folded_title TEXT NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE programs (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  organization TEXT NOT NULL REFERENCES organizations (name)
) STRICT, WITHOUT ROWID;

CREATE INDEX programs_by_organization ON programs (organization, name);

CREATE TABLE program_versions (
  name TEXT NOT NULL REFERENCES programs (name),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  state INTEGER NOT NULL,
  jurisdiction TEXT NOT NULL,
  folded_title TEXT NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE sites (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  program TEXT NOT NULL REFERENCES programs (name)
) STRICT, WITHOUT ROWID;

CREATE INDEX sites_by_program ON sites (program, name);

CREATE TABLE site_versions (
  name TEXT NOT NULL REFERENCES sites (name),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  state INTEGER NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE rubrics (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rubric_versions (
  name TEXT NOT NULL REFERENCES rubrics (name),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE rubric_revisions (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  rubric TEXT NOT NULL REFERENCES rubrics (name),
  create_sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX rubric_revisions_by_rubric ON rubric_revisions (rubric, create_sequence, name);

CREATE TABLE rubric_revision_versions (
  name TEXT NOT NULL REFERENCES rubric_revisions (name),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

-- A new row only when the text changes.
CREATE TABLE rubric_texts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL REFERENCES rubric_revisions (name),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (name, sequence)
) STRICT;

-- "corrects" is empty for an assessment that corrects none.
CREATE TABLE assessments (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  program TEXT NOT NULL REFERENCES programs (name),
  rubric TEXT NOT NULL REFERENCES rubrics (name),
  revision TEXT NOT NULL REFERENCES rubric_revisions (name),
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  corrects TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX assessments_by_program ON assessments (program, period_start, period_end, name);
CREATE INDEX assessments_by_corrects ON assessments (corrects) WHERE corrects <> '';

CREATE TABLE assessment_versions (
  name TEXT NOT NULL REFERENCES assessments (name),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  state INTEGER NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
  assessment TEXT NOT NULL REFERENCES assessments (name),
  answer_set TEXT NOT NULL,
  criterion TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (assessment, answer_set, criterion, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE scorecards (
  id INTEGER PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessments (name),
  answer_set TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL,
  measurement_digest TEXT NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (assessment, answer_set)
) STRICT;

-- The numbers of the scorecards again, for history and overviews, which then read no content.
-- "value" is exact, and empty when there is none.
CREATE TABLE scorecard_numbers (
  assessment TEXT NOT NULL,
  answer_set TEXT NOT NULL,
  position INTEGER NOT NULL,
  owner TEXT NOT NULL,
  rollup TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (assessment, answer_set, position),
  FOREIGN KEY (assessment, answer_set) REFERENCES scorecards (assessment, answer_set)
) STRICT, WITHOUT ROWID;

-- Not in the ledger: they are forgotten again. Clients make their request_ids so that they sort by
-- time, which keeps new rows side by side.
CREATE TABLE requests (
  caller TEXT NOT NULL,
  request_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  time INTEGER NOT NULL,
  owner TEXT NOT NULL,
  method TEXT NOT NULL,
  request_digest BLOB NOT NULL,
  response BLOB NOT NULL,
  PRIMARY KEY (caller, request_id)
) STRICT, WITHOUT ROWID;

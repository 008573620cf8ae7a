-- The database of an audit. docs/audit.md describes every table and column; they are a contract.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  paths TEXT NOT NULL,
  started TEXT NOT NULL,
  finished TEXT
) STRICT;

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  program TEXT NOT NULL,
  rules TEXT NOT NULL,
  settings TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  input TEXT NOT NULL,
  line INTEGER,
  record TEXT,
  name TEXT GENERATED ALWAYS AS
    (coalesce(record, CASE WHEN line IS NULL THEN input ELSE input || ':' || line END)) VIRTUAL,
  language TEXT,
  source_language TEXT,
  metadata TEXT NOT NULL,
  content TEXT NOT NULL,
  version INTEGER NOT NULL REFERENCES versions (id),
  words INTEGER NOT NULL,
  penalty REAL NOT NULL,
  score REAL,
  estimate REAL,
  machine REAL,
  verdict TEXT NOT NULL,
  small_sample INTEGER NOT NULL,
  misses TEXT NOT NULL,
  minor INTEGER NOT NULL,
  major INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  problems TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE paragraphs (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  block INTEGER NOT NULL,
  kind TEXT NOT NULL,
  line INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words INTEGER NOT NULL,
  penalty REAL NOT NULL,
  -- null where there are no rules for the language
  score REAL,
  estimate REAL,
  machine REAL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  block INTEGER NOT NULL,
  rule TEXT NOT NULL,
  family TEXT NOT NULL,
  category TEXT NOT NULL,
  severity TEXT NOT NULL,
  certainty REAL NOT NULL,
  machine REAL NOT NULL,
  penalty REAL NOT NULL,
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  message TEXT NOT NULL,
  suggestion TEXT,
  fingerprint TEXT NOT NULL,
  aside TEXT,
  reason TEXT,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  position INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  line INTEGER,
  byte INTEGER,
  message TEXT NOT NULL,
  hint TEXT,
  fatal INTEGER NOT NULL
) STRICT;

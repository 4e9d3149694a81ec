-- Version 6: coded data of other programs, as their coders left them: statement types with their
-- variables, entities with their attributes, documents, coders, and statements with their values.
-- number is the file's own number of a row, unique among those of its table and import.

-- One act, whatever came with it. format: 'codings' (judgements), else a file of coded data, whose
-- content fingerprint tells it from a changed one.
ALTER TABLE coding_import ADD COLUMN format TEXT NOT NULL DEFAULT 'codings';
ALTER TABLE coding_import ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
-- Of coded data, how many came; they stay when it is taken back.
ALTER TABLE coding_import ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE coding_import ADD COLUMN statements INTEGER NOT NULL DEFAULT 0;
-- Of the codebook to which coded data added concepts; '' where it did not.
ALTER TABLE coding_import ADD COLUMN codebook_hash TEXT NOT NULL DEFAULT '';

-- What the file says about itself.
CREATE TABLE coded_setting (
  import INTEGER NOT NULL REFERENCES coding_import (key) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (import, name)
) STRICT, WITHOUT ROWID;

-- Colours are "#RRGGBB"; NULL: none.
CREATE TABLE coded_coder (
  key INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES coding_import (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  colour TEXT,
  UNIQUE (import, number)
) STRICT;

-- What a coder may do and how he sees the program; never a password.
CREATE TABLE coded_coder_setting (
  coder INTEGER NOT NULL REFERENCES coded_coder (key) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value INTEGER,
  PRIMARY KEY (coder, name)
) STRICT, WITHOUT ROWID;

-- What coder may see and change of other's.
CREATE TABLE coded_coder_relation (
  coder INTEGER NOT NULL REFERENCES coded_coder (key) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES coded_coder (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  may_view_statements INTEGER NOT NULL CHECK (may_view_statements IN (0, 1)),
  may_edit_statements INTEGER NOT NULL CHECK (may_edit_statements IN (0, 1)),
  may_view_documents INTEGER NOT NULL CHECK (may_view_documents IN (0, 1)),
  may_edit_documents INTEGER NOT NULL CHECK (may_edit_documents IN (0, 1)),
  PRIMARY KEY (coder, other, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX coded_coder_relation_other ON coded_coder_relation (other);

CREATE TABLE coded_type (
  key INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES coding_import (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  colour TEXT,
  UNIQUE (import, number)
) STRICT;
CREATE INDEX coded_type_label ON coded_type (label);

CREATE TABLE coded_variable (
  key INTEGER PRIMARY KEY,
  type INTEGER NOT NULL REFERENCES coded_type (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('short text', 'long text', 'integer', 'boolean')),
  UNIQUE (type, name),
  UNIQUE (type, number)
) STRICT;

-- The value of one variable narrows that of another.
CREATE TABLE coded_variable_link (
  source INTEGER NOT NULL REFERENCES coded_variable (key) ON DELETE CASCADE,
  target INTEGER NOT NULL REFERENCES coded_variable (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  PRIMARY KEY (source, target, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX coded_variable_link_target ON coded_variable_link (target);

-- Words that the coders had coloured in texts.
CREATE TABLE coded_regex (
  import INTEGER NOT NULL REFERENCES coding_import (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  colour TEXT,
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;

-- The values of a variable of short text, whether a statement has them or not.
CREATE TABLE coded_entity (
  key INTEGER PRIMARY KEY,
  variable INTEGER NOT NULL REFERENCES coded_variable (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  colour TEXT,
  parent INTEGER REFERENCES coded_entity (key) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (variable, value),
  UNIQUE (variable, number)
) STRICT;
CREATE INDEX coded_entity_parent ON coded_entity (parent) WHERE parent IS NOT NULL;

CREATE TABLE coded_attribute (
  key INTEGER PRIMARY KEY,
  variable INTEGER NOT NULL REFERENCES coded_variable (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (variable, name),
  UNIQUE (variable, number)
) STRICT;

CREATE TABLE coded_attribute_value (
  entity INTEGER NOT NULL REFERENCES coded_entity (key) ON DELETE CASCADE,
  attribute INTEGER NOT NULL REFERENCES coded_attribute (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entity, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX coded_attribute_value_attribute ON coded_attribute_value (attribute);

-- Its text is the article's. key is number, or number shifted by what an earlier import has taken.
CREATE TABLE coded_document (
  key INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES coding_import (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  article INTEGER NOT NULL UNIQUE REFERENCES article (key) ON DELETE CASCADE,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  source TEXT NOT NULL,
  section TEXT NOT NULL,
  type TEXT NOT NULL,
  notes TEXT NOT NULL,
  coder INTEGER REFERENCES coded_coder (key),
  -- Seconds since 1970-01-01T00:00:00, without a time zone, and the same as a text.
  seconds INTEGER NOT NULL,
  time TEXT NOT NULL,
  UNIQUE (import, number)
) STRICT;
CREATE INDEX coded_document_coder ON coded_document (coder);

-- key as of documents. file_begin and file_end are as the file has them, in UTF-16 units; the
-- others are NULL where the article's text does not reach so far.
CREATE TABLE coded_statement (
  key INTEGER PRIMARY KEY,
  type INTEGER NOT NULL REFERENCES coded_type (key) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES coded_document (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  coder INTEGER REFERENCES coded_coder (key),
  file_begin INTEGER NOT NULL,
  file_end INTEGER NOT NULL,
  begin_byte INTEGER,
  end_byte INTEGER,
  begin_char INTEGER,
  end_char INTEGER,
  -- As the file quotes them; NULL: it does not.
  words TEXT,
  UNIQUE (type, number)
) STRICT;
CREATE INDEX coded_statement_document ON coded_statement (document);
CREATE INDEX coded_statement_coder ON coded_statement (coder);

-- By the variable's kind in entity, in amount (booleans: 0 or 1) or in words.
CREATE TABLE coded_value (
  statement INTEGER NOT NULL REFERENCES coded_statement (key) ON DELETE CASCADE,
  variable INTEGER NOT NULL REFERENCES coded_variable (key) ON DELETE CASCADE,
  entity INTEGER REFERENCES coded_entity (key),
  amount INTEGER,
  words TEXT,
  PRIMARY KEY (statement, variable),
  CHECK ((entity IS NOT NULL) + (amount IS NOT NULL) + (words IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX coded_value_entity ON coded_value (entity) WHERE entity IS NOT NULL;

CREATE VIEW v_coded_statements AS
SELECT s.key, t.label AS type, a.id AS article, d.key AS document, d.title, d.author, d.source,
       d.section, d.type AS document_type, d.time, substr(d.time, 1, 10) AS day, c.name AS coder,
       coalesce(substr(a.text, s.begin_char + 1, s.end_char - s.begin_char), s.words, '') AS text,
       s.number, s.file_begin, s.file_end, s.begin_byte, s.end_byte, s.begin_char, s.end_char,
       i.file, i.key AS import, a.key AS article_key
FROM coded_statement s
JOIN coded_type t ON t.key = s.type
JOIN coded_document d ON d.key = s.document
JOIN article a ON a.key = d.article
JOIN coding_import i ON i.key = t.import
LEFT JOIN coded_coder c ON c.key = s.coder;

CREATE VIEW v_coded_values AS
SELECT v.statement, v.variable AS variable_key, r.name AS variable, r.kind,
       coalesce(e.value, v.words, CAST(v.amount AS TEXT)) AS value
FROM coded_value v
JOIN coded_variable r ON r.key = v.variable
LEFT JOIN coded_entity e ON e.key = v.entity;

CREATE VIEW v_coded_entities AS
SELECT e.key, t.label AS type, r.name AS variable, e.value, e.colour, p.value AS parent,
       (SELECT count(*) FROM coded_value v WHERE v.entity = e.key) AS statements,
       e.number, t.import
FROM coded_entity e
JOIN coded_variable r ON r.key = e.variable
JOIN coded_type t ON t.key = r.type
LEFT JOIN coded_entity p ON p.key = e.parent;

CREATE VIEW v_coded_attributes AS
SELECT e.key AS entity, t.label AS type, r.name AS variable, e.value AS entity_value,
       b.name AS attribute, coalesce(w.value, '') AS value
FROM coded_entity e
JOIN coded_variable r ON r.key = e.variable
JOIN coded_type t ON t.key = r.type
JOIN coded_attribute b ON b.variable = r.key
LEFT JOIN coded_attribute_value w ON w.entity = e.key AND w.attribute = b.key;

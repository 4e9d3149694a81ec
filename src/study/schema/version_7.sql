-- Version 7: audits: random samples of relations that people have checked, with the probability
-- with which each was drawn, so that rates can be corrected by them.

-- One draw. bloc: of its strata, '' for none. frame: which relations could be drawn, in words.
CREATE TABLE audit (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  bloc TEXT NOT NULL,
  frame TEXT NOT NULL,
  seed INTEGER NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

-- units: relations that it had when the sample was drawn.
CREATE TABLE audit_stratum (
  audit INTEGER NOT NULL REFERENCES audit (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units > 0),
  PRIMARY KEY (audit, number)
) STRICT, WITHOUT ROWID;

-- A relation that was drawn, by its subject, so that it is known when its article is read again;
-- what the machine said of it then; number: its place in the random order.
CREATE TABLE audit_item (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  audit INTEGER NOT NULL REFERENCES audit (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  stratum INTEGER NOT NULL,
  inclusion REAL NOT NULL CHECK (inclusion > 0 AND inclusion <= 1),
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  words TEXT NOT NULL,
  drawn_from TEXT NOT NULL,
  drawn_to TEXT,
  drawn_act TEXT NOT NULL,
  drawn_sign INTEGER NOT NULL,
  drawn_day TEXT,
  UNIQUE (audit, number),
  UNIQUE (audit, article, subject),
  FOREIGN KEY (audit, stratum) REFERENCES audit_stratum (audit, number)
) STRICT;
CREATE INDEX audit_item_article ON audit_item (article, subject);

-- What a person says of it; the newest that was not taken back is in force.
CREATE TABLE audit_answer (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  item INTEGER NOT NULL REFERENCES audit_item (key) ON DELETE CASCADE,
  verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'edited')),
  coder TEXT NOT NULL CHECK (coder NOT IN ('', 'machine')),
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn_at TEXT,
  is_in_force INTEGER NOT NULL CHECK (is_in_force IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX audit_answer_in_force ON audit_answer (item) WHERE is_in_force = 1;
CREATE INDEX audit_answer_item ON audit_answer (item);

-- The answer of which a correction is a part; NULL: it was made by itself.
ALTER TABLE correction ADD COLUMN audit_answer INTEGER
  REFERENCES audit_answer (key) ON DELETE SET NULL;
CREATE INDEX correction_audit_answer ON correction (audit_answer)
  WHERE audit_answer IS NOT NULL;

-- The relation is NULL where no reading holds it any more.
CREATE VIEW v_audit_items AS
SELECT i.key, i.audit, i.number, t.name AS stratum, t.units AS stratum_units, i.inclusion,
       r.key AS relation, a.id AS article, a.outlet, i.words, i.drawn_from, i.drawn_to, i.drawn_act,
       i.drawn_sign, i.drawn_day, n.verdict, n.coder, n.note, n.made_at AS answered_at,
       a.key AS article_key
FROM audit_item i
JOIN audit_stratum t ON t.audit = i.audit AND t.number = i.stratum
JOIN article a ON a.key = i.article
LEFT JOIN relation r ON r.article = i.article AND r.subject = i.subject
LEFT JOIN audit_answer n ON n.item = i.key AND n.is_in_force = 1;

-- Version 8: audits of what was not found: passages of articles that people have read for relations
-- that the machine has missed.

-- kind: of which units the sample is drawn. min_confidence: of passages, how sure a relation must be
-- to count as found.
ALTER TABLE audit ADD COLUMN kind TEXT NOT NULL DEFAULT 'relations'
  CHECK (kind IN ('relations', 'passages'));
ALTER TABLE audit ADD COLUMN min_confidence REAL NOT NULL DEFAULT 0;

-- A passage that was drawn: part `part` of the `parts` into which its article's text, of that
-- version, is cut; inclusion: the probability with which the article was drawn.
CREATE TABLE audit_passage (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  audit INTEGER NOT NULL REFERENCES audit (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  stratum INTEGER NOT NULL,
  inclusion REAL NOT NULL CHECK (inclusion > 0 AND inclusion <= 1),
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  part INTEGER NOT NULL CHECK (part >= 1 AND part <= parts),
  parts INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  UNIQUE (audit, number),
  UNIQUE (audit, article),
  FOREIGN KEY (audit, stratum) REFERENCES audit_stratum (audit, number)
) STRICT;
CREATE INDEX audit_passage_article ON audit_passage (article);

-- That a person has read it; the newest that was not taken back is in force.
CREATE TABLE audit_passage_answer (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  passage INTEGER NOT NULL REFERENCES audit_passage (key) ON DELETE CASCADE,
  coder TEXT NOT NULL CHECK (coder NOT IN ('', 'machine')),
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn_at TEXT,
  is_in_force INTEGER NOT NULL CHECK (is_in_force IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX audit_passage_answer_in_force ON audit_passage_answer (passage)
  WHERE is_in_force = 1;
CREATE INDEX audit_passage_answer_passage ON audit_passage_answer (passage);

-- A relation of the passage that the machine had not. alike: how many relations with the same ends
-- and sign it had in the article then; once it has more, this one is found.
CREATE TABLE audit_miss (
  answer INTEGER NOT NULL REFERENCES audit_passage_answer (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  from_actor TEXT NOT NULL,
  to_actor TEXT NOT NULL,
  act TEXT NOT NULL,
  sign INTEGER NOT NULL CHECK (sign IN (-1, 0, 1)),
  alike INTEGER NOT NULL,
  PRIMARY KEY (answer, number)
) STRICT, WITHOUT ROWID;

-- words: NULL where the article has another version by now. misses: NULL until somebody has read it.
CREATE VIEW v_audit_passages AS
SELECT p.key, p.audit, p.number, t.name AS stratum, t.units AS stratum_units, p.inclusion,
       a.id AS article, a.outlet, p.part, p.parts,
       CASE WHEN a.version = p.version
            THEN substr(a.text, p.begin_char + 1, p.end_char - p.begin_char) END AS words,
       CASE WHEN n.key IS NOT NULL
            THEN (SELECT count(*) FROM audit_miss m WHERE m.answer = n.key) END AS misses,
       n.coder, n.note, n.made_at AS answered_at, a.key AS article_key
FROM audit_passage p
JOIN audit_stratum t ON t.audit = p.audit AND t.number = p.stratum
JOIN article a ON a.key = p.article
LEFT JOIN audit_passage_answer n ON n.passage = p.key AND n.is_in_force = 1;

CREATE VIEW v_audit_misses AS
SELECT n.passage, m.number, m.from_actor, m.to_actor, m.act, m.sign, n.coder
FROM audit_miss m JOIN audit_passage_answer n ON n.key = m.answer AND n.is_in_force = 1;

-- Version 4: codings by several coders side by side. A judgement is what one coder says of one
-- statement on one concept; a coding is what holds of them together, worked out anew whenever
-- judgements change.

-- One row an act; no machine's run changes a person's. kind and coder: 'machine' and 'phrase' (the
-- codebook's phrases) or 'learned' (a classifier); 'person' and a name; 'model' and the name of a
-- language model, whose judgements are proposals and never count by themselves. subject: the
-- statement's, by which it is found when the article is read again; words: what it says.
CREATE TABLE judgement (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  words TEXT NOT NULL,
  concept TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('machine', 'person', 'model')),
  coder TEXT NOT NULL CHECK (coder <> ''
    AND (kind <> 'machine' OR coder IN ('phrase', 'learned'))
    AND (kind <> 'person' OR coder <> 'machine')),
  -- 0: the statement takes no side on the concept, or is not about it.
  agreement INTEGER NOT NULL CHECK (agreement IN (-1, 0, 1)),
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  note TEXT NOT NULL DEFAULT '',
  evidence_begin_byte INTEGER NOT NULL,
  evidence_end_byte INTEGER NOT NULL,
  evidence_begin_char INTEGER NOT NULL,
  evidence_end_char INTEGER NOT NULL,
  evidence_text TEXT NOT NULL,
  made_at TEXT CHECK (made_at IS NOT NULL OR kind = 'machine'),
  import INTEGER REFERENCES coding_import (key),
  withdrawn_at TEXT,
  is_in_force INTEGER NOT NULL DEFAULT 1 CHECK (is_in_force IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX judgement_in_force ON judgement (article, subject, concept, kind, coder)
  WHERE is_in_force = 1;
CREATE INDEX judgement_article ON judgement (article, subject);
CREATE INDEX judgement_coder ON judgement (kind, coder, article);
CREATE INDEX judgement_import ON judgement (import) WHERE import IS NOT NULL;

-- Codings that came from a file, as one act that can be undone.
CREATE TABLE coding_import (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  file TEXT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;

DROP VIEW v_codings;
DROP VIEW v_affiliations;
DROP VIEW v_orphaned_corrections;

CREATE TABLE coding_4 (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key) ON DELETE CASCADE,
  concept TEXT NOT NULL,
  actor TEXT REFERENCES actor (id),
  agreement INTEGER NOT NULL CHECK (agreement IN (-1, 0, 1)),
  method TEXT NOT NULL CHECK (method IN ('phrase', 'learned', 'person')),
  coder TEXT NOT NULL,
  confidence REAL NOT NULL,
  is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)),
  is_corrected INTEGER NOT NULL CHECK (is_corrected IN (0, 1)),
  people INTEGER NOT NULL,
  is_disputed INTEGER NOT NULL CHECK (is_disputed IN (0, 1)),
  machine_agreement INTEGER,
  judgement INTEGER NOT NULL REFERENCES judgement (key) DEFERRABLE INITIALLY DEFERRED,
  evidence_begin_byte INTEGER NOT NULL,
  evidence_end_byte INTEGER NOT NULL,
  evidence_begin_char INTEGER NOT NULL,
  evidence_end_char INTEGER NOT NULL,
  evidence_text TEXT NOT NULL,
  CHECK (NOT is_valid OR (agreement <> 0 AND actor IS NOT NULL)),
  UNIQUE (article, number),
  UNIQUE (statement, concept)
) STRICT;

INSERT INTO judgement (article, subject, words, concept, kind, coder, agreement, confidence,
  evidence_begin_byte, evidence_end_byte, evidence_begin_char, evidence_end_char, evidence_text)
SELECT c.article, s.subject, s.content_text, c.concept, 'machine', 'phrase', c.machine_agreement,
       c.confidence, c.evidence_begin_byte, c.evidence_end_byte, c.evidence_begin_char,
       c.evidence_end_char, c.evidence_text
FROM coding c JOIN statement s ON s.key = c.statement ORDER BY c.key;

-- What people said of codings were corrections of them: "agreement", and "valid", which had the
-- last word. Those whose coding no reading holds any more stay corrections, for all they name is
-- that coding.
INSERT INTO judgement (article, subject, words, concept, kind, coder, agreement, note,
  evidence_begin_byte, evidence_end_byte, evidence_begin_char, evidence_end_char, evidence_text,
  made_at, withdrawn_at, is_in_force)
SELECT o.article, s.subject, s.content_text, c.concept, 'person', o.coder,
       CASE WHEN o.field = 'agreement' THEN CAST(o.value AS INTEGER)
            WHEN o.value = 'no' THEN 0
            ELSE coalesce((SELECT CAST(g.value AS INTEGER) FROM correction g
                           WHERE g.article = o.article AND g.about = 'coding'
                           AND g.subject = o.subject AND g.field = 'agreement'
                           AND g.is_in_force = 1), c.machine_agreement) END,
       o.note, c.evidence_begin_byte, c.evidence_end_byte, c.evidence_begin_char,
       c.evidence_end_char, c.evidence_text, o.made_at, o.withdrawn_at,
       o.is_in_force = 1 AND NOT EXISTS (
         SELECT 1 FROM correction g WHERE g.article = o.article AND g.about = 'coding'
         AND g.subject = o.subject AND g.is_in_force = 1 AND g.field = 'valid'
         AND o.field = 'agreement' AND g.coder = o.coder)
FROM correction o
JOIN coding c ON c.article = o.article AND c.subject = o.subject
JOIN statement s ON s.key = c.statement
WHERE o.about = 'coding' ORDER BY o.field, o.key;

INSERT INTO coding_4
SELECT c.key, c.article, c.number, c.statement, c.concept, s.speaker,
       CASE WHEN p.key IS NULL THEN c.machine_agreement ELSE p.agreement END,
       CASE WHEN p.key IS NULL THEN 'phrase' ELSE 'person' END,
       CASE WHEN p.key IS NULL THEN 'machine' ELSE p.coder END,
       c.confidence, s.is_valid AND s.speaker IS NOT NULL AND coalesce(p.agreement, 1) <> 0,
       p.key IS NOT NULL,
       (SELECT count(*) FROM judgement k WHERE k.article = c.article AND k.subject = s.subject
        AND k.concept = c.concept AND k.kind = 'person' AND k.is_in_force = 1),
       (SELECT count(DISTINCT k.agreement) FROM judgement k WHERE k.article = c.article
        AND k.subject = s.subject AND k.concept = c.concept AND k.kind = 'person'
        AND k.is_in_force = 1) > 1,
       c.machine_agreement,
       coalesce(p.key, (SELECT k.key FROM judgement k WHERE k.article = c.article
         AND k.subject = s.subject AND k.concept = c.concept AND k.kind = 'machine')),
       c.evidence_begin_byte, c.evidence_end_byte, c.evidence_begin_char, c.evidence_end_char,
       c.evidence_text
FROM coding c JOIN statement s ON s.key = c.statement
LEFT JOIN judgement p ON p.key = (SELECT k.key FROM judgement k WHERE k.article = c.article
  AND k.subject = s.subject AND k.concept = c.concept AND k.kind = 'person' AND k.is_in_force = 1
  ORDER BY k.made_at DESC, k.key DESC LIMIT 1);

DELETE FROM correction WHERE about = 'coding' AND EXISTS (
  SELECT 1 FROM coding c WHERE c.article = correction.article AND c.subject = correction.subject);
DROP TABLE coding;
ALTER TABLE coding_4 RENAME TO coding;
CREATE INDEX coding_actor ON coding (actor);
CREATE INDEX coding_concept ON coding (concept);
CREATE INDEX coding_judgement ON coding (judgement);

CREATE VIEW v_codings AS
SELECT c.key, c.statement, a.id AS article, a.outlet, a.headline, a.published, s.day,
       c.actor, p.name AS actor_name,
       (SELECT m.bloc FROM v_memberships m WHERE m.actor = c.actor
          AND (m.first_day IS NULL OR m.first_day <= s.day)
          AND (m.last_day IS NULL OR s.day <= m.last_day)
          ORDER BY m.article, m.number LIMIT 1) AS actor_bloc,
       c.concept, c.agreement, c.coder, c.method,
       CASE WHEN c.is_corrected THEN 1.0 ELSE c.confidence END AS confidence,
       c.is_corrected, c.people, c.is_disputed, s.machine_speaker AS machine_actor,
       c.machine_agreement, c.judgement,
       c.evidence_text AS evidence, s.content_text AS content,
       c.evidence_begin_byte, c.evidence_end_byte, c.evidence_begin_char, c.evidence_end_char,
       u.reader, a.key AS article_key
FROM coding c
JOIN statement s ON s.key = c.statement
JOIN article a ON a.key = c.article
JOIN run u ON u.key = a.run
JOIN actor p ON p.id = c.actor
WHERE c.is_valid;

CREATE VIEW v_affiliations AS
SELECT c.actor, a.name, c.concept, sum(c.agreement > 0) AS agree, sum(c.agreement < 0) AS disagree,
       min(s.day) AS first_day, max(s.day) AS last_day
FROM coding c
JOIN statement s ON s.key = c.statement
JOIN actor a ON a.id = c.actor
WHERE c.is_valid
GROUP BY c.actor, c.concept;

-- What every coder says now, one row a coder, statement and concept; statement is NULL where no
-- reading holds it any more.
CREATE VIEW v_judgements AS
SELECT j.key, s.key AS statement, a.id AS article, a.outlet, a.headline, a.published, s.day,
       s.speaker, p.name AS speaker_name, j.words AS content, j.concept, j.kind, j.coder,
       j.agreement, j.confidence, j.note, j.evidence_text AS evidence, j.evidence_begin_byte,
       j.evidence_end_byte, j.evidence_begin_char, j.evidence_end_char, j.made_at, j.import,
       a.key AS article_key
FROM judgement j
JOIN article a ON a.key = j.article
LEFT JOIN statement s ON s.article = j.article AND s.subject = j.subject AND s.is_valid
LEFT JOIN actor p ON p.id = s.speaker
WHERE j.is_in_force = 1;

-- Statements that people code differently on a concept.
CREATE VIEW v_disagreements AS
SELECT j.article, j.statement, j.concept, count(*) AS people,
       min(j.agreement) AS least, max(j.agreement) AS most, j.content
FROM v_judgements j
WHERE j.kind = 'person' AND j.statement IS NOT NULL
GROUP BY j.article_key, j.statement, j.concept
HAVING count(DISTINCT j.agreement) > 1;

-- A person's words about something that the newest reading no longer holds.
CREATE VIEW v_orphaned_corrections AS
SELECT c.key, a.id AS article, c.about, c.words, c.field, c.value, c.coder, c.note, c.made_at
FROM correction c JOIN article a ON a.key = c.article
WHERE c.is_in_force = 1 AND NOT CASE c.about
  WHEN 'statement' THEN EXISTS (SELECT 1 FROM statement s
                                WHERE s.article = c.article AND s.subject = c.subject)
  WHEN 'relation' THEN EXISTS (SELECT 1 FROM relation r
                               WHERE r.article = c.article AND r.subject = c.subject)
  ELSE 0 END
UNION ALL
SELECT j.key, a.id, 'coding', j.words, j.concept, CAST(j.agreement AS TEXT), j.coder, j.note,
       j.made_at
FROM judgement j JOIN article a ON a.key = j.article
WHERE j.is_in_force = 1 AND j.kind = 'person' AND NOT EXISTS (
  SELECT 1 FROM statement s WHERE s.article = j.article AND s.subject = j.subject);

-- Version 5: a relation says why it was read, how strong it is, and may end at somebody or something
-- that is no actor of the study.

DROP VIEW v_relations;
DROP VIEW v_network;
DROP VIEW v_articles;
DROP VIEW v_actors;
DROP VIEW v_actors_on_day;
DROP VIEW v_orphaned_corrections;

CREATE TABLE relation_5 (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  statement INTEGER REFERENCES statement (key) ON DELETE CASCADE,
  from_actor TEXT NOT NULL REFERENCES actor (id),
  -- NULL: the other end is told by target_text only.
  to_actor TEXT REFERENCES actor (id),
  act TEXT NOT NULL,
  sign INTEGER NOT NULL CHECK (sign IN (-1, 0, 1)),
  said TEXT,
  day TEXT,
  confidence REAL NOT NULL,
  -- 1/3 mild, 2/3 plain, 1 strong; NULL: not known, until the article is read again.
  intensity REAL CHECK (intensity BETWEEN 0 AND 1),
  -- How it was read: cue, narrative, nominal, agent, content, evaluation, reference; NULL as above.
  origin TEXT,
  -- PLOVER's mode by the word that decided; '' for none. It goes with machine_act.
  mode TEXT NOT NULL DEFAULT '',
  is_valid INTEGER NOT NULL DEFAULT 1 CHECK (is_valid IN (0, 1)),
  is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
  machine_from TEXT NOT NULL,
  machine_to TEXT,
  machine_act TEXT NOT NULL,
  machine_sign INTEGER NOT NULL,
  machine_said TEXT,
  machine_day TEXT,
  evidence_begin_byte INTEGER NOT NULL,
  evidence_end_byte INTEGER NOT NULL,
  evidence_begin_char INTEGER NOT NULL,
  evidence_end_char INTEGER NOT NULL,
  trigger_begin_byte INTEGER NOT NULL,
  trigger_end_byte INTEGER NOT NULL,
  trigger_begin_char INTEGER NOT NULL,
  trigger_end_char INTEGER NOT NULL,
  -- The words that name the other end; NULL: not known, until the article is read again.
  target_begin_byte INTEGER,
  target_end_byte INTEGER,
  target_begin_char INTEGER,
  target_end_char INTEGER,
  subject TEXT NOT NULL,
  trigger_text TEXT NOT NULL,
  target_text TEXT NOT NULL DEFAULT '',
  evidence_text TEXT NOT NULL,
  UNIQUE (article, number),
  UNIQUE (article, subject)
) STRICT;
INSERT INTO relation_5 (key, article, number, statement, from_actor, to_actor, act, sign, said, day,
  confidence, is_valid, is_corrected, machine_from, machine_to, machine_act, machine_sign,
  machine_said, machine_day, evidence_begin_byte, evidence_end_byte, evidence_begin_char,
  evidence_end_char, trigger_begin_byte, trigger_end_byte, trigger_begin_char, trigger_end_char,
  subject, trigger_text, evidence_text)
SELECT key, article, number, statement, from_actor, to_actor, act, sign, said, day,
  confidence, is_valid, is_corrected, machine_from, machine_to, machine_act, machine_sign,
  machine_said, machine_day, evidence_begin_byte, evidence_end_byte, evidence_begin_char,
  evidence_end_char, trigger_begin_byte, trigger_end_byte, trigger_begin_char, trigger_end_char,
  subject, trigger_text, evidence_text
FROM relation;
-- Keys of relations that are gone are never used again.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'relation_5', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'relation_5');
UPDATE sqlite_sequence SET seq = max(seq,
  coalesce((SELECT o.seq FROM sqlite_sequence o WHERE o.name = 'relation'), 0))
WHERE name = 'relation_5';
DROP TABLE relation;
ALTER TABLE relation_5 RENAME TO relation;
CREATE INDEX relation_statement ON relation (statement) WHERE statement IS NOT NULL;
CREATE INDEX relation_from_actor ON relation (from_actor);
CREATE INDEX relation_to_actor ON relation (to_actor);
CREATE INDEX relation_day ON relation (day);

CREATE TRIGGER relation_search_insert AFTER INSERT ON relation BEGIN
  INSERT INTO relation_search (rowid, evidence_text) VALUES (new.key, new.evidence_text);
END;
CREATE TRIGGER relation_search_delete AFTER DELETE ON relation BEGIN
  INSERT INTO relation_search (relation_search, rowid, evidence_text)
  VALUES ('delete', old.key, old.evidence_text);
END;
CREATE TRIGGER relation_search_update AFTER UPDATE OF key, evidence_text ON relation BEGIN
  INSERT INTO relation_search (relation_search, rowid, evidence_text)
  VALUES ('delete', old.key, old.evidence_text);
  INSERT INTO relation_search (rowid, evidence_text) VALUES (new.key, new.evidence_text);
END;

-- The grounds of a relation, in order. Of a rule, weight is what it leaves of the confidence; of a
-- trained classifier, whose names begin with "feature ", log-odds. Spans are NULL where no words
-- stand for it.
CREATE TABLE relation_reason (
  relation INTEGER NOT NULL REFERENCES relation (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  weight REAL NOT NULL,
  begin_byte INTEGER,
  end_byte INTEGER,
  begin_char INTEGER,
  end_char INTEGER,
  reason_text TEXT NOT NULL,
  PRIMARY KEY (relation, number)
) STRICT, WITHOUT ROWID;

-- Relations to nobody known are rows too: to_actor is NULL, to_name what the text says.
CREATE VIEW v_relations AS
SELECT r.key, a.id AS article, r.number, a.outlet, a.headline, a.published, r.day, r.said,
       r.from_actor, f.name AS from_name,
       (SELECT m.bloc FROM v_memberships m WHERE m.actor = r.from_actor
          AND (m.first_day IS NULL OR m.first_day <= r.day)
          AND (m.last_day IS NULL OR r.day <= m.last_day)
          ORDER BY m.article, m.number LIMIT 1) AS from_bloc,
       r.to_actor, coalesce(t.name, r.target_text) AS to_name,
       (SELECT m.bloc FROM v_memberships m WHERE m.actor = r.to_actor
          AND (m.first_day IS NULL OR m.first_day <= r.day)
          AND (m.last_day IS NULL OR r.day <= m.last_day)
          ORDER BY m.article, m.number LIMIT 1) AS to_bloc,
       EXISTS (SELECT 1 FROM v_memberships m JOIN v_memberships n ON n.bloc = m.bloc
          WHERE m.actor = r.from_actor AND n.actor = r.to_actor
          AND (m.first_day IS NULL OR m.first_day <= r.day)
          AND (m.last_day IS NULL OR r.day <= m.last_day)
          AND (n.first_day IS NULL OR n.first_day <= r.day)
          AND (n.last_day IS NULL OR r.day <= n.last_day)) AS in_bloc,
       r.act, r.sign, r.intensity, r.origin, r.mode, r.target_text AS target,
       r.trigger_text AS "trigger", r.evidence_text AS evidence,
       s.key AS statement, s.key IS NULL AS is_outlets_voice,
       CASE WHEN r.is_corrected THEN 1.0 ELSE r.confidence END AS confidence,
       r.is_corrected, r.machine_from, r.machine_to, r.machine_act, r.machine_sign,
       r.evidence_begin_byte, r.evidence_end_byte, r.evidence_begin_char, r.evidence_end_char,
       r.trigger_begin_byte, r.trigger_end_byte, r.trigger_begin_char, r.trigger_end_char,
       u.reader, a.key AS article_key
FROM relation r
JOIN article a ON a.key = r.article
JOIN run u ON u.key = a.run
JOIN actor f ON f.id = r.from_actor
LEFT JOIN actor t ON t.id = r.to_actor
LEFT JOIN statement s ON s.key = r.statement AND s.is_valid
WHERE r.is_valid;

-- Actors only.
CREATE VIEW v_network AS
SELECT r.from_actor, f.name AS from_name, r.to_actor, t.name AS to_name,
       count(*) AS relations, sum(r.sign < 0) AS negative, sum(r.sign = 0) AS neutral,
       sum(r.sign > 0) AS positive, min(r.day) AS first_day, max(r.day) AS last_day
FROM relation r
JOIN actor f ON f.id = r.from_actor
JOIN actor t ON t.id = r.to_actor
WHERE r.is_valid
GROUP BY r.from_actor, r.to_actor;

CREATE VIEW v_articles AS
SELECT a.key, a.id, a.file, a.outlet, a.headline, a.byline, a.url, a.published, a.language,
       a.version,
       (SELECT count(*) FROM statement s WHERE s.article = a.key AND s.is_valid) AS statements,
       (SELECT count(*) FROM relation r WHERE r.article = a.key AND r.is_valid) AS relations,
       u.reader, u.register_hash, u.codebook_hash, a.text
FROM article a JOIN run u ON u.key = a.run;

CREATE VIEW v_actors AS
SELECT a.id, a.name, a.kind, a.part_of, a.pronoun, a.is_registered, a.is_confirmed, a.is_unnamed,
       (SELECT count(DISTINCT m.article) FROM cast_member m WHERE m.actor = a.id) AS articles,
       (SELECT count(*) FROM statement s WHERE s.speaker = a.id AND s.is_valid) AS statements,
       (SELECT count(*) FROM relation r WHERE r.from_actor = a.id AND r.is_valid) AS relations_from,
       (SELECT count(*) FROM relation r WHERE r.to_actor = a.id AND r.is_valid) AS relations_to
FROM actor a WHERE a.merged_into IS NULL;

CREATE VIEW v_actors_on_day AS
SELECT d.actor, a.name, a.kind, d.day,
       (SELECT group_concat(title, '; ') FROM (
          SELECT DISTINCT o.title FROM v_roles o WHERE o.actor = d.actor
          AND (o.first_day IS NULL OR o.first_day <= d.day)
          AND (o.last_day IS NULL OR d.day <= o.last_day)
          ORDER BY o.article, o.number)) AS roles,
       (SELECT m.bloc FROM v_memberships m WHERE m.actor = d.actor
          AND (m.first_day IS NULL OR m.first_day <= d.day)
          AND (m.last_day IS NULL OR d.day <= m.last_day)
          ORDER BY m.article, m.number LIMIT 1) AS bloc
FROM (SELECT speaker AS actor, day FROM statement
      WHERE is_valid AND speaker IS NOT NULL AND day IS NOT NULL
      UNION SELECT from_actor, day FROM relation WHERE is_valid AND day IS NOT NULL
      UNION SELECT to_actor, day FROM relation WHERE is_valid AND day IS NOT NULL) d
JOIN actor a ON a.id = d.actor;

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

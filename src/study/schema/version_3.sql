-- Version 3: one person is one person across articles, and people overrule. Who appears in an
-- article is kept as the article's reading has it (machine_actor), as the machine links it with
-- other articles (linked), and as it holds (actor).

ALTER TABLE actor ADD COLUMN is_unnamed INTEGER NOT NULL DEFAULT 0 CHECK (is_unnamed IN (0, 1));
-- 1: a person has put him into the register, and no register file has.
ALTER TABLE actor ADD COLUMN is_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (is_confirmed IN (0, 1));
-- What the machine or the register calls whom a person has renamed; NULL for others.
ALTER TABLE actor ADD COLUMN machine_name TEXT;
-- Whom a person takes this actor for. Such a row is nobody of his own any more.
ALTER TABLE actor ADD COLUMN merged_into TEXT REFERENCES actor (id);
CREATE INDEX actor_machine_name ON actor (machine_name) WHERE machine_name IS NOT NULL;
CREATE INDEX actor_is_confirmed ON actor (is_confirmed) WHERE is_confirmed = 1;
CREATE INDEX actor_merged_into ON actor (merged_into) WHERE merged_into IS NOT NULL;

-- What people say about actors, one row an act. actor and other are ids as they were then.
CREATE TABLE decision (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'distinct', 'confirm', 'rename',
    'add-alias', 'add-role', 'add-bloc', 'remove-alias', 'remove-role', 'remove-bloc')),
  actor TEXT NOT NULL,
  other TEXT NOT NULL,
  value TEXT NOT NULL,
  from_date TEXT,
  to_date TEXT,
  source TEXT NOT NULL,
  coder TEXT NOT NULL CHECK (coder NOT IN ('', 'machine')),
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;
-- The appearances that a decision settles: by it, this one is that actor.
CREATE TABLE decision_member (
  decision INTEGER NOT NULL REFERENCES decision (key) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  machine_actor TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (article, machine_actor, decision)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_member_decision ON decision_member (decision);
CREATE INDEX decision_member_actor ON decision_member (actor);

-- Facts of somebody who was merged, or appears under another id: original_actor is whom they were
-- said of, NULL for the actor himself. decision: a person's; is_valid: 0 where a person took it out.
ALTER TABLE actor_alias ADD COLUMN original_actor TEXT;
ALTER TABLE actor_alias ADD COLUMN decision INTEGER REFERENCES decision (key);
ALTER TABLE actor_alias ADD COLUMN is_valid INTEGER NOT NULL DEFAULT 1 CHECK (is_valid IN (0, 1));
ALTER TABLE actor_role ADD COLUMN original_actor TEXT;
ALTER TABLE actor_role ADD COLUMN decision INTEGER REFERENCES decision (key);
ALTER TABLE actor_role ADD COLUMN is_valid INTEGER NOT NULL DEFAULT 1 CHECK (is_valid IN (0, 1));
ALTER TABLE actor_bloc ADD COLUMN original_actor TEXT;
ALTER TABLE actor_bloc ADD COLUMN decision INTEGER REFERENCES decision (key);
ALTER TABLE actor_bloc ADD COLUMN is_valid INTEGER NOT NULL DEFAULT 1 CHECK (is_valid IN (0, 1));
CREATE INDEX actor_alias_taken_out ON actor_alias (is_valid) WHERE is_valid = 0;
CREATE INDEX actor_role_taken_out ON actor_role (is_valid) WHERE is_valid = 0;
CREATE INDEX actor_bloc_taken_out ON actor_bloc (is_valid) WHERE is_valid = 0;
CREATE INDEX actor_alias_decision ON actor_alias (decision) WHERE decision IS NOT NULL;
CREATE INDEX actor_role_decision ON actor_role (decision) WHERE decision IS NOT NULL;
CREATE INDEX actor_bloc_decision ON actor_bloc (decision) WHERE decision IS NOT NULL;

-- What holds about an actor: a person's word; else the register's where it has one, else what the
-- articles say.
DROP VIEW v_aliases;
DROP VIEW v_roles;
DROP VIEW v_memberships;
CREATE VIEW v_aliases AS
SELECT b.actor, b.alias, min(b.number) AS number
FROM actor_alias b JOIN actor a ON a.id = b.actor
WHERE (b.decision IS NOT NULL OR (b.article IS NULL) = a.is_registered)
AND b.is_valid AND a.merged_into IS NULL
GROUP BY b.actor, b.alias;

CREATE VIEW v_roles AS
SELECT b.actor, a.name, b.title, b.from_date, b.to_date, b.first_day, b.last_day, b.source,
       b.number, b.article, b.decision
FROM actor_role b JOIN actor a ON a.id = b.actor
WHERE (b.decision IS NOT NULL OR (b.article IS NULL) = a.is_registered)
AND b.is_valid AND a.merged_into IS NULL;

CREATE VIEW v_memberships AS
SELECT b.actor, a.name, b.bloc, b.from_date, b.to_date, b.first_day, b.last_day, b.source,
       b.number, b.article, b.decision
FROM actor_bloc b JOIN actor a ON a.id = b.actor
WHERE (b.decision IS NOT NULL OR (b.article IS NULL) = a.is_registered)
AND b.is_valid AND a.merged_into IS NULL;

DROP VIEW v_actors;
CREATE TABLE cast_member_3 (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  machine_actor TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  pronoun TEXT NOT NULL,
  is_unnamed INTEGER NOT NULL CHECK (is_unnamed IN (0, 1)),
  linked TEXT NOT NULL REFERENCES actor (id),
  actor TEXT NOT NULL REFERENCES actor (id),
  PRIMARY KEY (article, machine_actor)
) STRICT, WITHOUT ROWID;
INSERT INTO cast_member_3
SELECT c.article, c.actor, c.number, a.name, a.kind, a.pronoun,
       a.kind = 'group' AND NOT a.is_registered AND NOT EXISTS (
         SELECT 1 FROM mention m
         WHERE m.article = c.article AND m.actor = c.actor AND m.kind = 'name'),
       c.actor, c.actor
FROM cast_member c JOIN actor a ON a.id = c.actor;

CREATE TABLE mention_3 (
  article INTEGER NOT NULL,
  number INTEGER NOT NULL,
  machine_actor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('name', 'nominal', 'pronoun')),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (article, number),
  FOREIGN KEY (article, machine_actor) REFERENCES cast_member_3 (article, machine_actor)
    ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO mention_3
SELECT article, number, actor, kind, begin_byte, end_byte, begin_char, end_char, confidence
FROM mention;
DROP TABLE mention;
DROP TABLE cast_member;
ALTER TABLE cast_member_3 RENAME TO cast_member;
ALTER TABLE mention_3 RENAME TO mention;
CREATE INDEX cast_member_actor ON cast_member (actor);
CREATE INDEX cast_member_linked ON cast_member (linked);
CREATE INDEX cast_member_machine_actor ON cast_member (machine_actor);
CREATE INDEX mention_machine_actor ON mention (article, machine_actor);

-- Pairs of actors that may be one, as the last linking found them; is_joined: the machine was sure.
CREATE TABLE link (
  number INTEGER PRIMARY KEY,
  actor TEXT NOT NULL,
  other TEXT NOT NULL,
  probability REAL NOT NULL,
  is_joined INTEGER NOT NULL CHECK (is_joined IN (0, 1))
) STRICT;
CREATE TABLE link_reason (
  link INTEGER NOT NULL REFERENCES link (number) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (link, number)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_actors AS
SELECT a.id, a.name, a.kind, a.part_of, a.pronoun, a.is_registered, a.is_confirmed, a.is_unnamed,
       (SELECT count(DISTINCT m.article) FROM cast_member m WHERE m.actor = a.id) AS articles,
       (SELECT count(*) FROM statement s WHERE s.speaker = a.id AND s.is_valid) AS statements,
       (SELECT count(*) FROM relation r WHERE r.from_actor = a.id AND r.is_valid) AS relations_from,
       (SELECT count(*) FROM relation r WHERE r.to_actor = a.id AND r.is_valid) AS relations_to
FROM actor a WHERE a.merged_into IS NULL;

CREATE VIEW v_mentions AS
SELECT a.id AS article, m.number, c.actor, p.name AS actor_name, m.kind,
       substr(a.text, m.begin_char + 1, m.end_char - m.begin_char) AS words,
       m.begin_byte, m.end_byte, m.begin_char, m.end_char, m.confidence,
       m.machine_actor, c.linked, a.key AS article_key
FROM mention m
JOIN cast_member c ON c.article = m.article AND c.machine_actor = m.machine_actor
JOIN article a ON a.key = m.article
JOIN actor p ON p.id = c.actor;

-- Pairs that a person may still decide, best first.
CREATE VIEW v_proposals AS
SELECT l.number, l.actor, p.name AS actor_name, l.other, o.name AS other_name, l.probability,
       (SELECT group_concat(reason, '; ') FROM (
          SELECT r.reason FROM link_reason r WHERE r.link = l.number ORDER BY r.number)) AS reasons
FROM link l JOIN actor p ON p.id = l.actor JOIN actor o ON o.id = l.other
WHERE NOT l.is_joined AND p.merged_into IS NULL AND o.merged_into IS NULL
AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.kind = 'distinct' AND d.withdrawn_at IS NULL
  AND ((d.actor = l.actor AND d.other = l.other) OR (d.actor = l.other AND d.other = l.actor)));

-- For whom a spokesman speaks, as the article's reading has it. NULL in what earlier versions read,
-- until the article is read again.
ALTER TABLE statement ADD COLUMN machine_on_behalf_of TEXT;

-- A person who names another speaker has said nothing of a principal.
DROP VIEW v_statements;
CREATE VIEW v_statements AS
SELECT s.key, a.id AS article, s.number, a.outlet, a.headline, a.published, s.day, s.said, s.type,
       s.speaker, p.name AS speaker_name,
       (SELECT group_concat(title, '; ') FROM (
          SELECT DISTINCT o.title FROM v_roles o WHERE o.actor = s.speaker
          AND (o.first_day IS NULL OR o.first_day <= s.day)
          AND (o.last_day IS NULL OR s.day <= o.last_day)
          ORDER BY o.article, o.number)) AS speaker_role,
       (SELECT m.bloc FROM v_memberships m WHERE m.actor = s.speaker
          AND (m.first_day IS NULL OR m.first_day <= s.day)
          AND (m.last_day IS NULL OR s.day <= m.last_day)
          ORDER BY m.article, m.number LIMIT 1) AS speaker_bloc,
       CASE WHEN s.speaker IS
            (SELECT c.actor FROM cast_member c
             WHERE c.article = s.article AND c.machine_actor = s.machine_speaker)
          THEN (SELECT c.actor FROM cast_member c
                WHERE c.article = s.article AND c.machine_actor = s.machine_on_behalf_of)
       END AS on_behalf_of,
       s.source_text AS source, s.cue_text AS cue, s.content_text AS content,
       s.cue_class, s.modality, s.polarity, nullif(s.venue_text, '') AS venue,
       n.key AS nested_in,
       CASE WHEN s.is_corrected THEN 1.0 ELSE s.confidence END AS confidence,
       s.is_corrected, s.machine_speaker, s.machine_said,
       s.begin_byte, s.end_byte, s.begin_char, s.end_char, u.reader, a.key AS article_key
FROM statement s
JOIN article a ON a.key = s.article
JOIN run u ON u.key = a.run
LEFT JOIN actor p ON p.id = s.speaker
LEFT JOIN statement n ON n.key = s.nested_in AND n.is_valid
WHERE s.is_valid;

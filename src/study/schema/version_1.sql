-- The tables of a study, version 1. Every column is explained in docs/study.md.
-- Days are ISO 8601 texts; offsets ending in _byte count UTF-8 bytes of article.text, those ending
-- in _char count Unicode code points; an end is the first position after the stretch.

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  key INTEGER PRIMARY KEY,
  reader TEXT NOT NULL,
  register_hash TEXT NOT NULL,
  codebook_hash TEXT NOT NULL,
  UNIQUE (reader, register_hash, codebook_hash)
) STRICT;

CREATE TABLE article (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  given_id TEXT NOT NULL,
  file TEXT NOT NULL,
  source TEXT UNIQUE,
  version INTEGER NOT NULL CHECK (version >= 1),
  run INTEGER NOT NULL REFERENCES run (key),
  outlet TEXT,
  headline TEXT,
  byline TEXT,
  url TEXT,
  published TEXT,
  language TEXT NOT NULL,
  body_begin_byte INTEGER NOT NULL,
  body_end_byte INTEGER NOT NULL,
  body_begin_char INTEGER NOT NULL,
  body_end_char INTEGER NOT NULL,
  text_hash TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX article_given_id ON article (given_id);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_run ON article (run);

CREATE TABLE former_version (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES run (key),
  outlet TEXT,
  headline TEXT,
  byline TEXT,
  url TEXT,
  published TEXT,
  language TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, version)
) STRICT;

CREATE TABLE section (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE caption (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE zone (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  part_of TEXT NOT NULL,
  pronoun TEXT NOT NULL,
  is_registered INTEGER NOT NULL CHECK (is_registered IN (0, 1))
) STRICT, WITHOUT ROWID;

-- In the next three tables article is NULL for what the register says, otherwise the article that
-- says so. What holds is in v_aliases, v_roles and v_memberships.
CREATE TABLE actor_alias (
  actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
  article INTEGER REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  alias TEXT NOT NULL
) STRICT;
CREATE INDEX actor_alias_actor ON actor_alias (actor);
CREATE INDEX actor_alias_article ON actor_alias (article);

CREATE TABLE actor_role (
  actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
  article INTEGER REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  from_date TEXT,
  to_date TEXT,
  first_day TEXT,
  last_day TEXT,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX actor_role_actor ON actor_role (actor);
CREATE INDEX actor_role_article ON actor_role (article);

CREATE TABLE actor_bloc (
  actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
  article INTEGER REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  bloc TEXT NOT NULL,
  from_date TEXT,
  to_date TEXT,
  first_day TEXT,
  last_day TEXT,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX actor_bloc_actor ON actor_bloc (actor);
CREATE INDEX actor_bloc_article ON actor_bloc (article);
CREATE INDEX actor_bloc_bloc ON actor_bloc (bloc);

CREATE TABLE concept (
  name TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  description TEXT NOT NULL,
  parent TEXT NOT NULL
) STRICT;

CREATE TABLE concept_phrase (
  concept TEXT NOT NULL REFERENCES concept (name) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('for', 'against', 'example')),
  number INTEGER NOT NULL,
  phrase TEXT NOT NULL,
  PRIMARY KEY (concept, kind, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cast_member (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  actor TEXT NOT NULL REFERENCES actor (id),
  number INTEGER NOT NULL,
  PRIMARY KEY (article, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX cast_member_actor ON cast_member (actor);

CREATE TABLE mention (
  article INTEGER NOT NULL,
  number INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('name', 'nominal', 'pronoun')),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (article, number),
  FOREIGN KEY (article, actor) REFERENCES cast_member (article, actor) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- speaker, said and day are what holds: a person's correction, else the machine's value, which
-- stays in machine_speaker and machine_said. The same in relation and coding.
CREATE TABLE statement (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('direct', 'indirect', 'mixed')),
  speaker TEXT REFERENCES actor (id),
  said TEXT,
  day TEXT,
  nested_in INTEGER REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
  confidence REAL NOT NULL,
  is_valid INTEGER NOT NULL DEFAULT 1 CHECK (is_valid IN (0, 1)),
  is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
  machine_speaker TEXT,
  machine_said TEXT,
  machine_day TEXT,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  subject TEXT NOT NULL,
  source_text TEXT NOT NULL,
  cue_text TEXT NOT NULL,
  content_text TEXT NOT NULL,
  UNIQUE (article, number),
  UNIQUE (article, subject)
) STRICT;
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_day ON statement (day);
CREATE INDEX statement_nested_in ON statement (nested_in) WHERE nested_in IS NOT NULL;

CREATE TABLE statement_span (
  statement INTEGER NOT NULL REFERENCES statement (key) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')),
  number INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  PRIMARY KEY (statement, part, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  statement INTEGER REFERENCES statement (key) ON DELETE CASCADE,
  from_actor TEXT NOT NULL REFERENCES actor (id),
  to_actor TEXT NOT NULL REFERENCES actor (id),
  act TEXT NOT NULL,
  sign INTEGER NOT NULL CHECK (sign IN (-1, 0, 1)),
  said TEXT,
  day TEXT,
  confidence REAL NOT NULL,
  is_valid INTEGER NOT NULL DEFAULT 1 CHECK (is_valid IN (0, 1)),
  is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
  machine_from TEXT NOT NULL,
  machine_to TEXT NOT NULL,
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
  subject TEXT NOT NULL,
  trigger_text TEXT NOT NULL,
  evidence_text TEXT NOT NULL,
  UNIQUE (article, number),
  UNIQUE (article, subject)
) STRICT;
CREATE INDEX relation_statement ON relation (statement) WHERE statement IS NOT NULL;
CREATE INDEX relation_from_actor ON relation (from_actor);
CREATE INDEX relation_to_actor ON relation (to_actor);
CREATE INDEX relation_day ON relation (day);

CREATE TABLE coding (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (key) ON DELETE CASCADE,
  concept TEXT NOT NULL,
  actor TEXT NOT NULL REFERENCES actor (id),
  agreement INTEGER NOT NULL CHECK (agreement IN (-1, 1)),
  coder TEXT NOT NULL DEFAULT 'machine',
  confidence REAL NOT NULL,
  is_valid INTEGER NOT NULL DEFAULT 1 CHECK (is_valid IN (0, 1)),
  is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
  machine_actor TEXT NOT NULL,
  machine_agreement INTEGER NOT NULL,
  evidence_begin_byte INTEGER NOT NULL,
  evidence_end_byte INTEGER NOT NULL,
  evidence_begin_char INTEGER NOT NULL,
  evidence_end_char INTEGER NOT NULL,
  subject TEXT NOT NULL,
  evidence_text TEXT NOT NULL,
  UNIQUE (article, number),
  UNIQUE (article, subject)
) STRICT;
CREATE INDEX coding_statement ON coding (statement);
CREATE INDEX coding_actor ON coding (actor);
CREATE INDEX coding_concept ON coding (concept);

CREATE TABLE correction (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  about TEXT NOT NULL CHECK (about IN ('statement', 'relation', 'coding')),
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  words TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  coder TEXT NOT NULL CHECK (coder NOT IN ('', 'machine')),
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn_at TEXT,
  is_in_force INTEGER NOT NULL CHECK (is_in_force IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX correction_in_force ON correction (article, about, subject, field)
  WHERE is_in_force = 1;
CREATE INDEX correction_value ON correction (value);

-- Full-text indexes over the tables above, kept in step by triggers.
CREATE VIRTUAL TABLE article_search USING fts5 (
  headline, text, content = 'article', content_rowid = 'key',
  tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_search_insert AFTER INSERT ON article BEGIN
  INSERT INTO article_search (rowid, headline, text) VALUES (new.key, new.headline, new.text);
END;
CREATE TRIGGER article_search_delete AFTER DELETE ON article BEGIN
  INSERT INTO article_search (article_search, rowid, headline, text)
  VALUES ('delete', old.key, old.headline, old.text);
END;
CREATE TRIGGER article_search_update AFTER UPDATE OF key, headline, text ON article
WHEN old.key <> new.key OR old.headline IS NOT new.headline OR old.text <> new.text BEGIN
  INSERT INTO article_search (article_search, rowid, headline, text)
  VALUES ('delete', old.key, old.headline, old.text);
  INSERT INTO article_search (rowid, headline, text) VALUES (new.key, new.headline, new.text);
END;

CREATE VIRTUAL TABLE statement_search USING fts5 (
  content_text, content = 'statement', content_rowid = 'key',
  tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER statement_search_insert AFTER INSERT ON statement BEGIN
  INSERT INTO statement_search (rowid, content_text) VALUES (new.key, new.content_text);
END;
CREATE TRIGGER statement_search_delete AFTER DELETE ON statement BEGIN
  INSERT INTO statement_search (statement_search, rowid, content_text)
  VALUES ('delete', old.key, old.content_text);
END;
CREATE TRIGGER statement_search_update AFTER UPDATE OF key, content_text ON statement BEGIN
  INSERT INTO statement_search (statement_search, rowid, content_text)
  VALUES ('delete', old.key, old.content_text);
  INSERT INTO statement_search (rowid, content_text) VALUES (new.key, new.content_text);
END;

CREATE VIRTUAL TABLE relation_search USING fts5 (
  evidence_text, content = 'relation', content_rowid = 'key',
  tokenize = 'unicode61 remove_diacritics 2'
);
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

-- What holds about an actor: the register's word where it has one, else what the articles say.
CREATE VIEW v_aliases AS
SELECT b.actor, b.alias, min(b.number) AS number
FROM actor_alias b JOIN actor a ON a.id = b.actor
WHERE (b.article IS NULL) = a.is_registered
GROUP BY b.actor, b.alias;

CREATE VIEW v_roles AS
SELECT b.actor, a.name, b.title, b.from_date, b.to_date, b.first_day, b.last_day, b.source,
       b.number, b.article
FROM actor_role b JOIN actor a ON a.id = b.actor
WHERE (b.article IS NULL) = a.is_registered;

CREATE VIEW v_memberships AS
SELECT b.actor, a.name, b.bloc, b.from_date, b.to_date, b.first_day, b.last_day, b.source,
       b.number, b.article
FROM actor_bloc b JOIN actor a ON a.id = b.actor
WHERE (b.article IS NULL) = a.is_registered;

CREATE VIEW v_articles AS
SELECT a.key, a.id, a.file, a.outlet, a.headline, a.byline, a.url, a.published, a.language,
       a.version,
       (SELECT count(*) FROM statement s WHERE s.article = a.key AND s.is_valid) AS statements,
       (SELECT count(*) FROM relation r WHERE r.article = a.key AND r.is_valid) AS relations,
       u.reader, u.register_hash, u.codebook_hash, a.text
FROM article a JOIN run u ON u.key = a.run;

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
       s.source_text AS source, s.cue_text AS cue, s.content_text AS content,
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

CREATE VIEW v_relations AS
SELECT r.key, a.id AS article, r.number, a.outlet, a.headline, a.published, r.day, r.said,
       r.from_actor, f.name AS from_name,
       (SELECT m.bloc FROM v_memberships m WHERE m.actor = r.from_actor
          AND (m.first_day IS NULL OR m.first_day <= r.day)
          AND (m.last_day IS NULL OR r.day <= m.last_day)
          ORDER BY m.article, m.number LIMIT 1) AS from_bloc,
       r.to_actor, t.name AS to_name,
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
       r.act, r.sign, r.trigger_text AS "trigger", r.evidence_text AS evidence,
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
JOIN actor t ON t.id = r.to_actor
LEFT JOIN statement s ON s.key = r.statement AND s.is_valid
WHERE r.is_valid;

CREATE VIEW v_codings AS
SELECT c.key, c.statement, a.id AS article, a.outlet, a.headline, a.published, s.day,
       c.actor, p.name AS actor_name,
       (SELECT m.bloc FROM v_memberships m WHERE m.actor = c.actor
          AND (m.first_day IS NULL OR m.first_day <= s.day)
          AND (m.last_day IS NULL OR s.day <= m.last_day)
          ORDER BY m.article, m.number LIMIT 1) AS actor_bloc,
       c.concept, c.agreement, c.coder,
       CASE WHEN c.is_corrected THEN 1.0 ELSE c.confidence END AS confidence,
       c.is_corrected, c.machine_actor, c.machine_agreement,
       c.evidence_text AS evidence, s.content_text AS content,
       c.evidence_begin_byte, c.evidence_end_byte, c.evidence_begin_char, c.evidence_end_char,
       u.reader, a.key AS article_key
FROM coding c
JOIN statement s ON s.key = c.statement
JOIN article a ON a.key = c.article
JOIN run u ON u.key = a.run
JOIN actor p ON p.id = c.actor
WHERE c.is_valid;

CREATE VIEW v_actors AS
SELECT a.id, a.name, a.kind, a.part_of, a.pronoun, a.is_registered,
       (SELECT count(*) FROM cast_member m WHERE m.actor = a.id) AS articles,
       (SELECT count(*) FROM statement s WHERE s.speaker = a.id AND s.is_valid) AS statements,
       (SELECT count(*) FROM relation r WHERE r.from_actor = a.id AND r.is_valid) AS relations_from,
       (SELECT count(*) FROM relation r WHERE r.to_actor = a.id AND r.is_valid) AS relations_to
FROM actor a;

-- Every actor on every day on which he speaks, acts or is acted on, with his offices and bloc then.
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

CREATE VIEW v_network AS
SELECT r.from_actor, f.name AS from_name, r.to_actor, t.name AS to_name,
       count(*) AS relations, sum(r.sign < 0) AS negative, sum(r.sign = 0) AS neutral,
       sum(r.sign > 0) AS positive, min(r.day) AS first_day, max(r.day) AS last_day
FROM relation r
JOIN actor f ON f.id = r.from_actor
JOIN actor t ON t.id = r.to_actor
WHERE r.is_valid
GROUP BY r.from_actor, r.to_actor;

CREATE VIEW v_affiliations AS
SELECT c.actor, a.name, c.concept, sum(c.agreement > 0) AS agree, sum(c.agreement < 0) AS disagree,
       min(s.day) AS first_day, max(s.day) AS last_day
FROM coding c
JOIN statement s ON s.key = c.statement
JOIN actor a ON a.id = c.actor
WHERE c.is_valid
GROUP BY c.actor, c.concept;

-- A person's words about something that the newest reading no longer holds.
CREATE VIEW v_orphaned_corrections AS
SELECT c.key, a.id AS article, c.about, c.words, c.field, c.value, c.coder, c.note, c.made_at
FROM correction c JOIN article a ON a.key = c.article
WHERE c.is_in_force = 1 AND NOT CASE c.about
  WHEN 'statement' THEN EXISTS (SELECT 1 FROM statement s
                                WHERE s.article = c.article AND s.subject = c.subject)
  WHEN 'relation' THEN EXISTS (SELECT 1 FROM relation r
                               WHERE r.article = c.article AND r.subject = c.subject)
  ELSE EXISTS (SELECT 1 FROM coding g WHERE g.article = c.article AND g.subject = c.subject) END;

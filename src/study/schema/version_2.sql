-- Version 2: how a statement is reported, and where it was made. NULL in what version 1 read, until
-- the article is read again.

ALTER TABLE statement ADD COLUMN cue_class TEXT
  CHECK (cue_class IN ('neutral', 'assertive', 'doubting', 'hostile', 'supportive'));
ALTER TABLE statement ADD COLUMN modality TEXT
  CHECK (modality IN ('asserts', 'may', 'would', 'will', 'asks', 'demands'));
ALTER TABLE statement ADD COLUMN polarity TEXT CHECK (polarity IN ('affirmed', 'denied'));
ALTER TABLE statement ADD COLUMN venue_text TEXT NOT NULL DEFAULT '';

CREATE TABLE statement_span_2 (
  statement INTEGER NOT NULL REFERENCES statement (key) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content', 'venue')),
  number INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  PRIMARY KEY (statement, part, number)
) STRICT, WITHOUT ROWID;
INSERT INTO statement_span_2 SELECT * FROM statement_span;
DROP TABLE statement_span;
ALTER TABLE statement_span_2 RENAME TO statement_span;

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

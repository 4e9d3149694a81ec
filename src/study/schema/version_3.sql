-- Version 3: for whom a spokesman speaks. NULL in what earlier versions read, until the article is
-- read again.

ALTER TABLE statement ADD COLUMN on_behalf_of TEXT REFERENCES actor (id);
CREATE INDEX statement_on_behalf_of ON statement (on_behalf_of) WHERE on_behalf_of IS NOT NULL;

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
       CASE WHEN s.speaker IS s.machine_speaker THEN s.on_behalf_of END AS on_behalf_of,
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

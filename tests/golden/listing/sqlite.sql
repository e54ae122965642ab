SELECT cast('{"totalCount":' || json_quote((
  SELECT count(*)
  FROM network t1
  WHERE t1.live
  AND t1.live_from <= ?1
  AND t1.live_until > ?1
  AND t1.audience <= ?2)) || ',"nodes":[' || (
  SELECT ifnull(group_concat('{"slug":' || f1 || ',"title":' || f2 || ',"lead":' || f3 || ',"focusAreas":[' || f4 || '],"contacts":[' || f5 || ']}'), '')
  FROM (
    SELECT json_quote(t2.slug) AS f1, json_quote(coalesce(json_extract(t2.title, '$.sv'), json_extract(t2.title, '$.en'))) AS f2, json_quote(coalesce(json_extract(t2.lead, '$.sv'), json_extract(t2.lead, '$.en'))) AS f3, (
      SELECT ifnull(group_concat('{"title":' || f1 || '}'), '')
      FROM (
        SELECT json_quote(coalesce(json_extract(t3.title, '$.sv'), json_extract(t3.title, '$.en'))) AS f1
        FROM (
          SELECT t3.title
          FROM network_focus_area t4
          JOIN focus_area t3 ON t3.entry_id = t4.target_id
          WHERE t4.source_id = t2.id
          AND t3.live
          AND t3.live_from <= ?1
          AND t3.live_until > ?1
          AND t3.audience <= ?2
          ORDER BY t4.position) t3) x) AS f4, (
      SELECT ifnull(group_concat('{"name":' || f1 || ',"role":' || f2 || '}'), '')
      FROM (
        SELECT json_quote(t5.name) AS f1, json_quote(coalesce(json_extract(t5.role, '$.sv'), json_extract(t5.role, '$.en'))) AS f2
        FROM (
          SELECT t5.name, t5.role
          FROM network_contact t6
          JOIN contact t5 ON t5.entry_id = t6.target_id
          WHERE t6.source_id = t2.id
          AND t5.live
          AND t5.live_from <= ?1
          AND t5.live_until > ?1
          AND t5.audience <= ?2
          ORDER BY t6.position) t5) x) AS f5
    FROM (
      SELECT t2.id, t2.lead, t2.slug, t2.title
      FROM network t2
      WHERE t2.live
      AND t2.live_from <= ?1
      AND t2.live_until > ?1
      AND t2.audience <= ?2
      ORDER BY t2.position, t2.entry_id
      LIMIT 20) t2) x) || ']}' AS BLOB)

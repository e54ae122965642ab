SELECT cast('{"totalCount":' || json_quote((
  SELECT count(*)
  FROM meeting t1
  WHERE (t1.starts_at < ?1 AND t1.ends_at >= ?2 AND (t1.ends_at > ?2 OR t1.starts_at >= ?2) AND t1.starts_at > ?3)
  AND t1.live
  AND t1.live_from <= ?4
  AND t1.live_until > ?4
  AND t1.audience <= ?5)) || ',"nodes":[' || (
  SELECT ifnull(group_concat('{"slug":' || f1 || ',"title":' || f2 || ',"summary":' || f3 || ',"startsAt":' || f4 || ',"endsAt":' || f5 || ',"allDay":' || f6 || ',"state":' || f7 || ',"reason":' || f8 || ',"networks":[' || f9 || ']}'), '')
  FROM (
    SELECT json_quote(t2.slug) AS f1, json_quote(coalesce(json_extract(t2.title, '$.sv'), json_extract(t2.title, '$.en'))) AS f2, json_quote(coalesce(json_extract(t2.summary, '$.sv'), json_extract(t2.summary, '$.en'))) AS f3, json_quote(t2.starts_at) AS f4, json_quote(t2.ends_at) AS f5, CASE t2.all_day WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END AS f6, json_quote(t2.state) AS f7, json_quote(coalesce(json_extract(t2.reason, '$.sv'), json_extract(t2.reason, '$.en'))) AS f8, (
      SELECT ifnull(group_concat('{"slug":' || f1 || ',"title":' || f2 || ',"contacts":[' || f3 || ']}'), '')
      FROM (
        SELECT json_quote(t3.slug) AS f1, json_quote(coalesce(json_extract(t3.title, '$.sv'), json_extract(t3.title, '$.en'))) AS f2, (
          SELECT ifnull(group_concat('{"name":' || f1 || '}'), '')
          FROM (
            SELECT json_quote(t5.name) AS f1
            FROM (
              SELECT t5.name
              FROM network_contact t6
              JOIN contact t5 ON t5.entry_id = t6.target_id
              WHERE t6.source_id = t3.id
              AND t5.live
              AND t5.live_from <= ?4
              AND t5.live_until > ?4
              AND t5.audience <= ?5
              ORDER BY t6.position) t5) x) AS f3
        FROM (
          SELECT t3.id, t3.slug, t3.title
          FROM meeting_network t4
          JOIN network t3 ON t3.entry_id = t4.target_id
          WHERE t4.source_id = t2.id
          AND t3.live
          AND t3.live_from <= ?4
          AND t3.live_until > ?4
          AND t3.audience <= ?5
          ORDER BY t4.position) t3) x) AS f9
    FROM (
      SELECT t2.all_day, t2.ends_at, t2.id, t2.reason, t2.slug, t2.starts_at, t2.state, t2.summary, t2.title
      FROM meeting t2
      WHERE (t2.starts_at < ?1 AND t2.ends_at >= ?2 AND (t2.ends_at > ?2 OR t2.starts_at >= ?2) AND t2.starts_at > ?3)
      AND t2.live
      AND t2.live_from <= ?4
      AND t2.live_until > ?4
      AND t2.audience <= ?5
      ORDER BY t2.starts_at, t2.entry_id
      LIMIT 100) t2) x) || ']}' AS BLOB)

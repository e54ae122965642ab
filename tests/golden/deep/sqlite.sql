SELECT cast('{"nodes":[' || (
  SELECT ifnull(group_concat('{"name":' || f1 || ',"networks":{"totalCount":' || f2 || ',"edges":[' || f3 || ']}}'), '')
  FROM (
    SELECT json_quote(t1.name) AS f1, json_quote((
      SELECT count(*)
      FROM network_contact t3
      JOIN network t2 ON t2.id = t3.source_id
      WHERE EXISTS (
        SELECT 1
        FROM meeting_network t5
        JOIN meeting t4 ON t4.id = t5.source_id
        WHERE instr(t4.title_key_en, ?3) > 0
        AND t5.target_id = t3.source_entry_id
        AND t5.live
        AND t4.live
        AND t4.live_from <= ?1
        AND t4.live_until > ?1
        AND t4.audience <= ?2)
      AND t3.target_id = t1.entry_id
      AND t3.live
      AND t2.live
      AND t2.live_from <= ?1
      AND t2.live_until > ?1
      AND t2.audience <= ?2)) AS f2, (
      SELECT ifnull(group_concat('{"node":{"title":' || f1 || ',"meetings":{"nodes":[' || f2 || ']}}}'), '')
      FROM (
        SELECT json_quote(coalesce(json_extract(t6.title, '$.en'), json_extract(t6.title, '$.sv'))) AS f1, (
          SELECT ifnull(group_concat('{"title":' || f1 || ',"contacts":[' || f2 || '],"networks":[' || f3 || ']}'), '')
          FROM (
            SELECT json_quote(coalesce(json_extract(t10.title, '$.en'), json_extract(t10.title, '$.sv'))) AS f1, (
              SELECT ifnull(group_concat('{"name":' || f1 || ',"unit":' || f2 || '}'), '')
              FROM (
                SELECT json_quote(t12.name) AS f1, json_quote(coalesce(json_extract(t12.unit, '$.en'), json_extract(t12.unit, '$.sv'))) AS f2
                FROM (
                  SELECT t12.name, t12.unit
                  FROM meeting_contact t13
                  JOIN contact t12 ON t12.entry_id = t13.target_id
                  WHERE t13.source_id = t10.id
                  AND t12.live
                  AND t12.live_from <= ?1
                  AND t12.live_until > ?1
                  AND t12.audience <= ?2
                  ORDER BY t13.position) t12) x) AS f2, (
              SELECT ifnull(group_concat('{"title":' || f1 || ',"contacts":[' || f2 || ']}'), '')
              FROM (
                SELECT json_quote(coalesce(json_extract(t14.title, '$.en'), json_extract(t14.title, '$.sv'))) AS f1, (
                  SELECT ifnull(group_concat('{"name":' || f1 || ',"unit":' || f2 || '}'), '')
                  FROM (
                    SELECT json_quote(t16.name) AS f1, json_quote(coalesce(json_extract(t16.unit, '$.en'), json_extract(t16.unit, '$.sv'))) AS f2
                    FROM (
                      SELECT t16.name, t16.unit
                      FROM network_contact t17
                      JOIN contact t16 ON t16.entry_id = t17.target_id
                      WHERE t17.source_id = t14.id
                      AND t16.live
                      AND t16.live_from <= ?1
                      AND t16.live_until > ?1
                      AND t16.audience <= ?2
                      ORDER BY t17.position) t16) x) AS f2
                FROM (
                  SELECT t14.id, t14.title
                  FROM meeting_network t15
                  JOIN network t14 ON t14.entry_id = t15.target_id
                  WHERE t15.source_id = t10.id
                  AND t14.live
                  AND t14.live_from <= ?1
                  AND t14.live_until > ?1
                  AND t14.audience <= ?2
                  ORDER BY t15.position) t14) x) AS f3
            FROM (
              SELECT t10.id, t10.title
              FROM meeting_network t11
              JOIN meeting t10 ON t10.id = t11.source_id
              WHERE t11.target_id = t6.entry_id
              AND t11.live
              AND t10.live
              AND t10.live_from <= ?1
              AND t10.live_until > ?1
              AND t10.audience <= ?2
              ORDER BY t10.title_key_en, t11.starts_at DESC, t11.source_entry_id
              LIMIT 2) t10) x) AS f2
        FROM (
          SELECT t6.entry_id, t6.title
          FROM network_contact t7
          JOIN network t6 ON t6.id = t7.source_id
          WHERE EXISTS (
            SELECT 1
            FROM meeting_network t9
            JOIN meeting t8 ON t8.id = t9.source_id
            WHERE instr(t8.title_key_en, ?3) > 0
            AND t9.target_id = t7.source_entry_id
            AND t9.live
            AND t8.live
            AND t8.live_from <= ?1
            AND t8.live_until > ?1
            AND t8.audience <= ?2)
          AND t7.target_id = t1.entry_id
          AND t7.live
          AND t6.live
          AND t6.live_from <= ?1
          AND t6.live_until > ?1
          AND t6.audience <= ?2
          ORDER BY t7.source_position, t7.source_entry_id
          LIMIT 20) t6) x) AS f3
    FROM (
      SELECT t1.entry_id, t1.name, t1.name_key
      FROM (
        SELECT t1.entry_id, t1.name, t1.name_key
        FROM contact t1
        WHERE t1.live
        AND t1.live_from <= ?1
        AND t1.live_until > ?1
        AND t1.audience <= ?2
        ORDER BY t1.name_key, t1.entry_id DESC
        LIMIT 3) t1
      ORDER BY t1.name_key DESC, t1.entry_id) t1) x) || ']}' AS BLOB)

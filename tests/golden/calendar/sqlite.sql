SELECT cast('{"feeds":{"ics":' || ifnull(cast(?1 AS text), 'null') || '},"days":[' || (
  SELECT ifnull(group_concat('{"date":' || f1 || ',"weekday":' || f2 || ',"isoWeek":' || f3 || ',"inMonth":' || f4 || ',"isRedDay":' || f5 || ',"holidays":[' || f6 || '],"totalCount":' || f7 || ',"slices":[' || f8 || ']}'), '')
  FROM (
    SELECT json_quote(json_extract(t1.value, '$.date')) AS f1, json_quote(json_extract(t1.value, '$.weekday')) AS f2, json_quote(CAST(json_extract(t1.value, '$.isoWeek') AS integer)) AS f3, CASE json_extract(t1.value, '$.inMonth') WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END AS f4, CASE json_extract(t1.value, '$.red') WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END AS f5, (
      SELECT ifnull(group_concat('{"name":' || f1 || ',"publicHoliday":' || f2 || '}'), '')
      FROM (
        SELECT json_quote(coalesce(json_extract(t2.value, '$.name.sv'), json_extract(t2.value, '$.name.en'))) AS f1, CASE json_extract(t2.value, '$.public') WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END AS f2
        FROM (
          SELECT t2.value
          FROM json_each((t1.value -> '$.holidays')) t2
          ORDER BY t2.key) t2) x) AS f6, json_quote((
      SELECT count(*)
      FROM meeting t3
      WHERE ((t3.starts_at < json_extract(t1.value, '$.latest') AND t3.starts_at > json_extract(t1.value, '$.earliest') AND ((t3.all_day AND t3.local_start < json_extract(t1.value, '$.localTo')) OR (NOT (t3.all_day) AND t3.starts_at < json_extract(t1.value, '$.to'))) AND (((t3.all_day AND t3.local_end > json_extract(t1.value, '$.localFrom')) OR (NOT (t3.all_day) AND t3.ends_at > json_extract(t1.value, '$.from'))) OR ((t3.all_day AND t3.local_start >= json_extract(t1.value, '$.localFrom')) OR (NOT (t3.all_day) AND t3.starts_at >= json_extract(t1.value, '$.from'))))) AND t3.state <> ?3)
      AND t3.live
      AND t3.live_from <= ?4
      AND t3.live_until > ?4
      AND t3.audience <= ?5)) AS f7, (
      SELECT ifnull(group_concat('{"startsHere":' || f1 || ',"endsHere":' || f2 || ',"meeting":{"slug":' || f3 || ',"title":' || f4 || ',"startsAt":' || f5 || ',"allDay":' || f6 || ',"networks":[' || f7 || ']}}'), '')
      FROM (
        SELECT CASE (((t4.all_day AND t4.local_start >= json_extract(t1.value, '$.localFrom')) OR (NOT (t4.all_day) AND t4.starts_at >= json_extract(t1.value, '$.from')))) WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END AS f1, CASE (NOT (((t4.all_day AND t4.local_end > json_extract(t1.value, '$.localEnd')) OR (NOT (t4.all_day) AND t4.ends_at > json_extract(t1.value, '$.to'))))) WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END AS f2, json_quote(t4.slug) AS f3, json_quote(coalesce(json_extract(t4.title, '$.sv'), json_extract(t4.title, '$.en'))) AS f4, json_quote(t4.starts_at) AS f5, CASE t4.all_day WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END AS f6, (
          SELECT ifnull(group_concat('{"title":' || f1 || '}'), '')
          FROM (
            SELECT json_quote(coalesce(json_extract(t5.title, '$.sv'), json_extract(t5.title, '$.en'))) AS f1
            FROM (
              SELECT t5.title
              FROM meeting_network t6
              JOIN network t5 ON t5.entry_id = t6.target_id
              WHERE t6.source_id = t4.id
              AND t5.live
              AND t5.live_from <= ?4
              AND t5.live_until > ?4
              AND t5.audience <= ?5
              ORDER BY t6.position) t5) x) AS f7
        FROM (
          SELECT t4.all_day, t4.ends_at, t4.id, t4.local_end, t4.local_start, t4.slug, t4.starts_at, t4.title
          FROM meeting t4
          WHERE ((t4.starts_at < json_extract(t1.value, '$.latest') AND t4.starts_at > json_extract(t1.value, '$.earliest') AND ((t4.all_day AND t4.local_start < json_extract(t1.value, '$.localTo')) OR (NOT (t4.all_day) AND t4.starts_at < json_extract(t1.value, '$.to'))) AND (((t4.all_day AND t4.local_end > json_extract(t1.value, '$.localFrom')) OR (NOT (t4.all_day) AND t4.ends_at > json_extract(t1.value, '$.from'))) OR ((t4.all_day AND t4.local_start >= json_extract(t1.value, '$.localFrom')) OR (NOT (t4.all_day) AND t4.starts_at >= json_extract(t1.value, '$.from'))))) AND t4.state <> ?3)
          AND t4.live
          AND t4.live_from <= ?4
          AND t4.live_until > ?4
          AND t4.audience <= ?5
          ORDER BY t4.starts_at, t4.entry_id
          LIMIT 20) t4) x) AS f8
    FROM (
      SELECT t1.value
      FROM json_each(?2) t1
      ORDER BY t1.key) t1) x) || ']}' AS BLOB)

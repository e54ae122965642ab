SELECT cast('{"totalCount":' || coalesce(cast((
  SELECT count(*)
  FROM meeting t1
  WHERE (t1.starts_at < $1 AND t1.ends_at >= $2 AND (t1.ends_at > $2 OR t1.starts_at >= $2) AND t1.starts_at > $3)
  AND t1.live
  AND (t1.live_from > $4) IS FALSE
  AND (t1.live_until <= $4) IS FALSE
  AND (t1.audience > $5) IS FALSE) AS text), 'null') || ',"nodes":[' || (
  SELECT coalesce(string_agg('{"slug":' || f1 || ',"title":' || f2 || ',"summary":' || f3 || ',"startsAt":' || f4 || ',"endsAt":' || f5 || ',"allDay":' || f6 || ',"state":' || f7 || ',"reason":' || f8 || ',"networks":[' || f9 || ']}', ','), '')
  FROM (
    SELECT coalesce(cast(json_scalar(t2.slug) AS text), 'null') AS f1, coalesce(cast(json_scalar(coalesce(t2.title->>'sv', t2.title->>'en')) AS text), 'null') AS f2, coalesce(cast(json_scalar(coalesce(t2.summary->>'sv', t2.summary->>'en')) AS text), 'null') AS f3, coalesce(cast(json_scalar(t2.starts_at) AS text), 'null') AS f4, coalesce(cast(json_scalar(t2.ends_at) AS text), 'null') AS f5, coalesce(cast(t2.all_day AS text), 'null') AS f6, coalesce(cast(json_scalar(t2.state) AS text), 'null') AS f7, coalesce(cast(json_scalar(coalesce(t2.reason->>'sv', t2.reason->>'en')) AS text), 'null') AS f8, (
      SELECT coalesce(string_agg('{"slug":' || f1 || ',"title":' || f2 || ',"contacts":[' || f3 || ']}', ','), '')
      FROM (
        SELECT coalesce(cast(json_scalar(t3.slug) AS text), 'null') AS f1, coalesce(cast(json_scalar(coalesce(t3.title->>'sv', t3.title->>'en')) AS text), 'null') AS f2, (
          SELECT coalesce(string_agg('{"name":' || f1 || '}', ','), '')
          FROM (
            SELECT coalesce(cast(json_scalar(t5.name) AS text), 'null') AS f1
            FROM (
              SELECT t5.name
              FROM network_contact t6
              JOIN contact t5 ON t5.entry_id = t6.target_id
              WHERE t6.source_id = t3.id
              AND t5.live
              AND (t5.live_from > $4) IS FALSE
              AND (t5.live_until <= $4) IS FALSE
              AND (t5.audience > $5) IS FALSE
              ORDER BY t6.position) t5) x) AS f3
        FROM (
          SELECT t3.id, t3.slug, t3.title
          FROM meeting_network t4
          JOIN network t3 ON t3.entry_id = t4.target_id
          WHERE t4.source_id = t2.id
          AND t3.live
          AND (t3.live_from > $4) IS FALSE
          AND (t3.live_until <= $4) IS FALSE
          AND (t3.audience > $5) IS FALSE
          ORDER BY t4.position) t3) x) AS f9
    FROM (
      SELECT t2.all_day, t2.ends_at, t2.id, t2.reason, t2.slug, t2.starts_at, t2.state, t2.summary, t2.title
      FROM meeting t2
      WHERE (t2.starts_at < $1 AND t2.ends_at >= $2 AND (t2.ends_at > $2 OR t2.starts_at >= $2) AND t2.starts_at > $3)
      AND t2.live
      AND (t2.live_from > $4) IS FALSE
      AND (t2.live_until <= $4) IS FALSE
      AND (t2.audience > $5) IS FALSE
      ORDER BY t2.starts_at, t2.entry_id
      LIMIT 100) t2) x) || ']}' AS bpchar)

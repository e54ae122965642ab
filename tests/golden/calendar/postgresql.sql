SELECT cast('{"feeds":{"ics":' || coalesce(cast(cast($1 AS text) AS text), 'null') || '},"days":[' || (
  SELECT coalesce(string_agg('{"date":' || f1 || ',"weekday":' || f2 || ',"isoWeek":' || f3 || ',"inMonth":' || f4 || ',"isRedDay":' || f5 || ',"holidays":[' || f6 || '],"totalCount":' || f7 || ',"slices":[' || f8 || ']}', ','), '')
  FROM (
    SELECT coalesce(cast(json_scalar(t1.value->>'date') AS text), 'null') AS f1, coalesce(cast(json_scalar(t1.value->>'weekday') AS text), 'null') AS f2, coalesce(cast(CAST(t1.value->>'isoWeek' AS integer) AS text), 'null') AS f3, coalesce(cast(t1.value->>'inMonth' AS text), 'null') AS f4, coalesce(cast(t1.value->>'red' AS text), 'null') AS f5, (
      SELECT coalesce(string_agg('{"name":' || f1 || ',"publicHoliday":' || f2 || '}', ','), '')
      FROM (
        SELECT coalesce(cast(json_scalar(coalesce(t2.value->'name'->>'sv', t2.value->'name'->>'en')) AS text), 'null') AS f1, coalesce(cast(t2.value->>'public' AS text), 'null') AS f2
        FROM (
          SELECT t2.value
          FROM jsonb_array_elements(t1.value->'holidays') WITH ORDINALITY t2(value, key)
          ORDER BY t2.key) t2) x) AS f6, coalesce(cast((
      SELECT count(*)
      FROM meeting t3
      WHERE ((t3.starts_at < cast(t1.value->>'latest' AS timestamptz) AND t3.starts_at > cast(t1.value->>'earliest' AS timestamptz) AND ((t3.all_day AND t3.local_start < t1.value->>'localTo') OR (NOT (t3.all_day) AND t3.starts_at < cast(t1.value->>'to' AS timestamptz))) AND (((t3.all_day AND t3.local_end > t1.value->>'localFrom') OR (NOT (t3.all_day) AND t3.ends_at > cast(t1.value->>'from' AS timestamptz))) OR ((t3.all_day AND t3.local_start >= t1.value->>'localFrom') OR (NOT (t3.all_day) AND t3.starts_at >= cast(t1.value->>'from' AS timestamptz))))) AND t3.state <> $3)
      AND t3.live
      AND (t3.live_from > $4) IS FALSE
      AND (t3.live_until <= $4) IS FALSE
      AND (t3.audience > $5) IS FALSE) AS text), 'null') AS f7, (
      SELECT coalesce(string_agg('{"startsHere":' || f1 || ',"endsHere":' || f2 || ',"meeting":{"slug":' || f3 || ',"title":' || f4 || ',"startsAt":' || f5 || ',"allDay":' || f6 || ',"networks":[' || f7 || ']}}', ','), '')
      FROM (
        SELECT coalesce(cast((((t4.all_day AND t4.local_start >= t1.value->>'localFrom') OR (NOT (t4.all_day) AND t4.starts_at >= cast(t1.value->>'from' AS timestamptz)))) AS text), 'null') AS f1, coalesce(cast((NOT (((t4.all_day AND t4.local_end > t1.value->>'localEnd') OR (NOT (t4.all_day) AND t4.ends_at > cast(t1.value->>'to' AS timestamptz))))) AS text), 'null') AS f2, coalesce(cast(json_scalar(t4.slug) AS text), 'null') AS f3, coalesce(cast(json_scalar(coalesce(t4.title->>'sv', t4.title->>'en')) AS text), 'null') AS f4, coalesce(cast(json_scalar(t4.starts_at) AS text), 'null') AS f5, coalesce(cast(t4.all_day AS text), 'null') AS f6, (
          SELECT coalesce(string_agg('{"title":' || f1 || '}', ','), '')
          FROM (
            SELECT coalesce(cast(json_scalar(coalesce(t5.title->>'sv', t5.title->>'en')) AS text), 'null') AS f1
            FROM (
              SELECT t5.title
              FROM meeting_network t6
              JOIN network t5 ON t5.entry_id = t6.target_id
              WHERE t6.source_id = t4.id
              AND t5.live
              AND (t5.live_from > $4) IS FALSE
              AND (t5.live_until <= $4) IS FALSE
              AND (t5.audience > $5) IS FALSE
              ORDER BY t6.position) t5) x) AS f7
        FROM (
          SELECT t4.all_day, t4.ends_at, t4.id, t4.local_end, t4.local_start, t4.slug, t4.starts_at, t4.title
          FROM meeting t4
          WHERE ((t4.starts_at < cast(t1.value->>'latest' AS timestamptz) AND t4.starts_at > cast(t1.value->>'earliest' AS timestamptz) AND ((t4.all_day AND t4.local_start < t1.value->>'localTo') OR (NOT (t4.all_day) AND t4.starts_at < cast(t1.value->>'to' AS timestamptz))) AND (((t4.all_day AND t4.local_end > t1.value->>'localFrom') OR (NOT (t4.all_day) AND t4.ends_at > cast(t1.value->>'from' AS timestamptz))) OR ((t4.all_day AND t4.local_start >= t1.value->>'localFrom') OR (NOT (t4.all_day) AND t4.starts_at >= cast(t1.value->>'from' AS timestamptz))))) AND t4.state <> $3)
          AND t4.live
          AND (t4.live_from > $4) IS FALSE
          AND (t4.live_until <= $4) IS FALSE
          AND (t4.audience > $5) IS FALSE
          ORDER BY t4.starts_at, t4.entry_id
          LIMIT 20) t4) x) AS f8
    FROM (
      SELECT t1.value
      FROM jsonb_array_elements(cast(cast($2 AS text) AS jsonb)) WITH ORDINALITY t1(value, key)
      ORDER BY t1.key) t1) x) || ']}' AS bpchar)

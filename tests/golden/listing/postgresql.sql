SELECT cast('{"totalCount":' || coalesce(cast((
  SELECT count(*)
  FROM network t1
  WHERE t1.live
  AND (t1.live_from > $1) IS FALSE
  AND (t1.live_until <= $1) IS FALSE
  AND (t1.audience > $2) IS FALSE) AS text), 'null') || ',"nodes":[' || (
  SELECT coalesce(string_agg('{"slug":' || f1 || ',"title":' || f2 || ',"lead":' || f3 || ',"focusAreas":[' || f4 || '],"contacts":[' || f5 || ']}', ','), '')
  FROM (
    SELECT coalesce(cast(json_scalar(t2.slug) AS text), 'null') AS f1, coalesce(cast(json_scalar(coalesce(t2.title->>'sv', t2.title->>'en')) AS text), 'null') AS f2, coalesce(cast(json_scalar(coalesce(t2.lead->>'sv', t2.lead->>'en')) AS text), 'null') AS f3, (
      SELECT coalesce(string_agg('{"title":' || f1 || '}', ','), '')
      FROM (
        SELECT coalesce(cast(json_scalar(coalesce(t3.title->>'sv', t3.title->>'en')) AS text), 'null') AS f1
        FROM (
          SELECT t3.title
          FROM network_focus_area t4
          JOIN focus_area t3 ON t3.entry_id = t4.target_id
          WHERE t4.source_id = t2.id
          AND t3.live
          AND (t3.live_from > $1) IS FALSE
          AND (t3.live_until <= $1) IS FALSE
          AND (t3.audience > $2) IS FALSE
          ORDER BY t4.position) t3) x) AS f4, (
      SELECT coalesce(string_agg('{"name":' || f1 || ',"role":' || f2 || '}', ','), '')
      FROM (
        SELECT coalesce(cast(json_scalar(t5.name) AS text), 'null') AS f1, coalesce(cast(json_scalar(coalesce(t5.role->>'sv', t5.role->>'en')) AS text), 'null') AS f2
        FROM (
          SELECT t5.name, t5.role
          FROM network_contact t6
          JOIN contact t5 ON t5.entry_id = t6.target_id
          WHERE t6.source_id = t2.id
          AND t5.live
          AND (t5.live_from > $1) IS FALSE
          AND (t5.live_until <= $1) IS FALSE
          AND (t5.audience > $2) IS FALSE
          ORDER BY t6.position) t5) x) AS f5
    FROM (
      SELECT t2.id, t2.lead, t2.slug, t2.title
      FROM network t2
      WHERE t2.live
      AND (t2.live_from > $1) IS FALSE
      AND (t2.live_until <= $1) IS FALSE
      AND (t2.audience > $2) IS FALSE
      ORDER BY t2.position, t2.entry_id
      LIMIT 20) t2) x) || ']}' AS bpchar)

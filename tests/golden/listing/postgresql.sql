SELECT (
  SELECT row_to_json(x)
  FROM (
    SELECT (
      SELECT count(*)
      FROM network t1
      WHERE t1.live
      AND (t1.live_from > $1) IS FALSE
      AND (t1.live_until <= $1) IS FALSE
      AND (t1.audience > $2) IS FALSE) AS "totalCount", (
      SELECT coalesce(json_agg(x), '[]')
      FROM (
        SELECT t2.slug AS "slug", coalesce(t2.title->>'sv', t2.title->>'en') AS "title", coalesce(t2.lead->>'sv', t2.lead->>'en') AS "lead", (
          SELECT coalesce(json_agg(x), '[]')
          FROM (
            SELECT coalesce(t3.title->>'sv', t3.title->>'en') AS "title"
            FROM network_focus_area t4
            JOIN focus_area t3 ON t3.entry_id = t4.target_id
            WHERE t4.source_id = t2.id
            AND t3.live
            AND (t3.live_from > $1) IS FALSE
            AND (t3.live_until <= $1) IS FALSE
            AND (t3.audience > $2) IS FALSE
            ORDER BY t4.position) x) AS "focusAreas", (
          SELECT coalesce(json_agg(x), '[]')
          FROM (
            SELECT t5.name AS "name", coalesce(t5.role->>'sv', t5.role->>'en') AS "role"
            FROM network_contact t6
            JOIN contact t5 ON t5.entry_id = t6.target_id
            WHERE t6.source_id = t2.id
            AND t5.live
            AND (t5.live_from > $1) IS FALSE
            AND (t5.live_until <= $1) IS FALSE
            AND (t5.audience > $2) IS FALSE
            ORDER BY t6.position) x) AS "contacts"
        FROM network t2
        WHERE t2.live
        AND (t2.live_from > $1) IS FALSE
        AND (t2.live_until <= $1) IS FALSE
        AND (t2.audience > $2) IS FALSE
        ORDER BY t2.position, t2.entry_id
        LIMIT 20) x) AS "nodes") x)

SELECT (
  SELECT row_to_json(x)
  FROM (
    SELECT (
      SELECT count(*)
      FROM meeting t1
      WHERE (t1.starts_at < $1 AND t1.ends_at > $2 AND t1.starts_at > $3)
      AND t1.live
      AND (t1.live_from > $4) IS FALSE
      AND (t1.live_until <= $4) IS FALSE
      AND (t1.audience > $5) IS FALSE) AS "totalCount", (
      SELECT coalesce(json_agg(x), '[]')
      FROM (
        SELECT t2.slug AS "slug", coalesce(t2.title->>'sv', t2.title->>'en') AS "title", coalesce(t2.summary->>'sv', t2.summary->>'en') AS "summary", t2.starts_at AS "startsAt", t2.ends_at AS "endsAt", t2.all_day AS "allDay", t2.state AS "state", coalesce(t2.reason->>'sv', t2.reason->>'en') AS "reason", (
          SELECT coalesce(json_agg(x), '[]')
          FROM (
            SELECT t3.slug AS "slug", coalesce(t3.title->>'sv', t3.title->>'en') AS "title", (
              SELECT coalesce(json_agg(x), '[]')
              FROM (
                SELECT t5.name AS "name"
                FROM network_contact t6
                JOIN contact t5 ON t5.entry_id = t6.target_id
                WHERE t6.source_id = t3.id
                AND t5.live
                AND (t5.live_from > $4) IS FALSE
                AND (t5.live_until <= $4) IS FALSE
                AND (t5.audience > $5) IS FALSE
                ORDER BY t6.position) x) AS "contacts"
            FROM meeting_network t4
            JOIN network t3 ON t3.entry_id = t4.target_id
            WHERE t4.source_id = t2.id
            AND t3.live
            AND (t3.live_from > $4) IS FALSE
            AND (t3.live_until <= $4) IS FALSE
            AND (t3.audience > $5) IS FALSE
            ORDER BY t4.position) x) AS "networks"
        FROM meeting t2
        WHERE (t2.starts_at < $1 AND t2.ends_at > $2 AND t2.starts_at > $3)
        AND t2.live
        AND (t2.live_from > $4) IS FALSE
        AND (t2.live_until <= $4) IS FALSE
        AND (t2.audience > $5) IS FALSE
        ORDER BY t2.starts_at, t2.entry_id
        LIMIT 100) x) AS "nodes") x)

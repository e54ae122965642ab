SELECT (
  SELECT row_to_json(x)
  FROM (
    SELECT coalesce(t1.title->>'sv', t1.title->>'en') AS "title", coalesce(t1.lead->>'sv', t1.lead->>'en') AS "lead", CASE WHEN coalesce(t1.body->'sv'->>'markdown', t1.body->'en'->>'markdown') IS NOT NULL THEN (
      SELECT row_to_json(x)
      FROM (
        SELECT coalesce(t1.body->'sv'->>'html', t1.body->'en'->>'html') AS "html") x) END AS "body", coalesce(t1.purpose->>'sv', t1.purpose->>'en') AS "purpose", coalesce(t1.participants->>'sv', t1.participants->>'en') AS "participants", coalesce(t1.prerequisites->>'sv', t1.prerequisites->>'en') AS "prerequisites", (
      SELECT coalesce(json_agg(x), '[]')
      FROM (
        SELECT t5.value->>'kind' AS "kind", t5.value->>'url' AS "url", coalesce(t5.value->'label'->>'sv', t5.value->'label'->>'en') AS "label", coalesce(t5.value->'accessible_label'->>'sv', t5.value->'accessible_label'->>'en') AS "accessibleLabel"
        FROM jsonb_array_elements(t1.links) WITH ORDINALITY t5(value, key)
        ORDER BY t5.key) x) AS "links", (
      SELECT coalesce(json_agg(x), '[]')
      FROM (
        SELECT t6.slug AS "slug", t6.name AS "name", coalesce(t6.role->>'sv', t6.role->>'en') AS "role", t6.email AS "email"
        FROM network_contact t7
        JOIN contact t6 ON t6.entry_id = t7.target_id
        WHERE t7.source_id = t1.id
        AND t6.live
        AND (t6.live_from > $2) IS FALSE
        AND (t6.live_until <= $2) IS FALSE
        AND (t6.audience > $3) IS FALSE
        ORDER BY t7.position) x) AS "contacts", (
      SELECT coalesce(json_agg(x), '[]')
      FROM (
        SELECT t8.name AS "name", t8.code AS "code"
        FROM network_member t9
        JOIN organisation t8 ON t8.entry_id = t9.target_id
        WHERE t9.source_id = t1.id
        AND t8.live
        AND (t8.live_from > $2) IS FALSE
        AND (t8.live_until <= $2) IS FALSE
        AND (t8.audience > $3) IS FALSE
        ORDER BY t9.position) x) AS "members", (
      SELECT coalesce(json_agg(x), '[]')
      FROM (
        SELECT t10.year AS "year", coalesce(t10.title->>'sv', t10.title->>'en') AS "title"
        FROM network_edition t11
        JOIN edition t10 ON t10.entry_id = t11.target_id
        WHERE t11.source_id = t1.id
        AND t10.live
        AND (t10.live_from > $2) IS FALSE
        AND (t10.live_until <= $2) IS FALSE
        AND (t10.audience > $3) IS FALSE
        ORDER BY t11.position) x) AS "editions", (
      SELECT row_to_json(x)
      FROM (
        SELECT (
          SELECT count(*)
          FROM meeting_network t13
          JOIN meeting t12 ON t12.id = t13.source_id
          WHERE t13.starts_at >= $4
          AND t13.target_id = t1.entry_id
          AND t13.live
          AND t12.live
          AND (t12.live_from > $2) IS FALSE
          AND (t12.live_until <= $2) IS FALSE
          AND (t12.audience > $3) IS FALSE) AS "totalCount", (
          SELECT row_to_json(x)
          FROM (
            SELECT (count(p.n) > 2) AS "hasNextPage", (1 = 0) AS "hasPreviousPage"
            FROM (
              SELECT q.*, row_number() OVER () AS n, count(*) OVER () AS m
              FROM (
                SELECT t15.starts_at AS k1, t15.source_entry_id AS k2
                FROM meeting_network t15
                JOIN meeting t14 ON t14.id = t15.source_id
                WHERE t15.starts_at >= $4
                AND t15.target_id = t1.entry_id
                AND t15.live
                AND t14.live
                AND (t14.live_from > $2) IS FALSE
                AND (t14.live_until <= $2) IS FALSE
                AND (t14.audience > $3) IS FALSE
                ORDER BY t15.starts_at, t15.source_entry_id
                LIMIT 3) q) p) x) AS "pageInfo", (
          SELECT coalesce(json_agg(x), '[]')
          FROM (
            SELECT t16.slug AS "slug", coalesce(t16.title->>'sv', t16.title->>'en') AS "title", t16.starts_at AS "startsAt", t16.ends_at AS "endsAt", t16.local_start AS "localStart", t16.time_zone AS "timeZone", t16.state AS "state", t16.attendance AS "attendance", CASE WHEN t16.venue_name IS NOT NULL THEN (
              SELECT row_to_json(x)
              FROM (
                SELECT t16.venue_name AS "name", t16.venue_address AS "address", (
                  SELECT row_to_json(x)
                  FROM (
                    SELECT t18.name AS "name"
                    FROM organisation t18
                    WHERE t18.entry_id = t16.venue_organisation_id
                    AND t18.live
                    AND (t18.live_from > $2) IS FALSE
                    AND (t18.live_until <= $2) IS FALSE
                    AND (t18.audience > $3) IS FALSE
                    LIMIT 1) x) AS "organisation") x) END AS "venue", CASE WHEN t16.online_audience <= $3 THEN t16.online_url END AS "onlineUrl", (
              SELECT row_to_json(x)
              FROM (
                SELECT t16.registration_mode AS "mode", t16.registration_url AS "url", t16.registration_closes_at AS "closesAt") x) AS "registration"
            FROM meeting_network t17
            JOIN meeting t16 ON t16.id = t17.source_id
            WHERE t17.starts_at >= $4
            AND t17.target_id = t1.entry_id
            AND t17.live
            AND t16.live
            AND (t16.live_from > $2) IS FALSE
            AND (t16.live_until <= $2) IS FALSE
            AND (t16.audience > $3) IS FALSE
            ORDER BY t17.starts_at, t17.source_entry_id
            LIMIT 2) x) AS "nodes") x) AS "meetings"
    FROM network t1
    WHERE t1.entry_id = coalesce((
      SELECT t2.entry_id
      FROM network t2
      WHERE t2.slug = $1
      AND t2.live
      AND (t2.live_from > $2) IS FALSE
      AND (t2.live_until <= $2) IS FALSE
      AND (t2.audience > $3) IS FALSE
      ORDER BY t2.live_from DESC
      LIMIT 1), (
      SELECT t3.entry_id
      FROM network t3
      JOIN network t4 ON t4.entry_id = t3.entry_id
      WHERE t3.slug = $1
      AND (t3.live_from > $2) IS FALSE
      AND (t3.audience > $3) IS FALSE
      AND t4.live
      AND (t4.live_from > $2) IS FALSE
      AND (t4.live_until <= $2) IS FALSE
      AND (t4.audience > $3) IS FALSE
      ORDER BY t3.live_from DESC
      LIMIT 1))
    AND t1.live
    AND (t1.live_from > $2) IS FALSE
    AND (t1.live_until <= $2) IS FALSE
    AND (t1.audience > $3) IS FALSE
    ORDER BY t1.position, t1.entry_id
    LIMIT 1) x)

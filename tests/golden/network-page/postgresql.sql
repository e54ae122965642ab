SELECT cast((
  SELECT '{"title":' || coalesce(cast(json_scalar(coalesce(t1.title->>'sv', t1.title->>'en')) AS text), 'null') || ',"lead":' || coalesce(cast(json_scalar(coalesce(t1.lead->>'sv', t1.lead->>'en')) AS text), 'null') || ',"body":' || coalesce(cast(CASE WHEN coalesce(t1.body->'sv'->>'markdown', t1.body->'en'->>'markdown') IS NOT NULL THEN '{"html":' || coalesce(cast(json_scalar(coalesce(t1.body->'sv'->>'html', t1.body->'en'->>'html')) AS text), 'null') || '}' END AS text), 'null') || ',"purpose":' || coalesce(cast(json_scalar(coalesce(t1.purpose->>'sv', t1.purpose->>'en')) AS text), 'null') || ',"participants":' || coalesce(cast(json_scalar(coalesce(t1.participants->>'sv', t1.participants->>'en')) AS text), 'null') || ',"prerequisites":' || coalesce(cast(json_scalar(coalesce(t1.prerequisites->>'sv', t1.prerequisites->>'en')) AS text), 'null') || ',"links":[' || (
    SELECT coalesce(string_agg('{"kind":' || f1 || ',"url":' || f2 || ',"label":' || f3 || ',"accessibleLabel":' || f4 || '}', ','), '')
    FROM (
      SELECT coalesce(cast(json_scalar(t5.value->>'kind') AS text), 'null') AS f1, coalesce(cast(json_scalar(t5.value->>'url') AS text), 'null') AS f2, coalesce(cast(json_scalar(coalesce(t5.value->'label'->>'sv', t5.value->'label'->>'en')) AS text), 'null') AS f3, coalesce(cast(json_scalar(coalesce(t5.value->'accessible_label'->>'sv', t5.value->'accessible_label'->>'en')) AS text), 'null') AS f4
      FROM (
        SELECT t5.value
        FROM jsonb_array_elements(t1.links) WITH ORDINALITY t5(value, key)
        ORDER BY t5.key) t5) x) || '],"contacts":[' || (
    SELECT coalesce(string_agg('{"slug":' || f1 || ',"name":' || f2 || ',"role":' || f3 || ',"email":' || f4 || '}', ','), '')
    FROM (
      SELECT coalesce(cast(json_scalar(t6.slug) AS text), 'null') AS f1, coalesce(cast(json_scalar(t6.name) AS text), 'null') AS f2, coalesce(cast(json_scalar(coalesce(t6.role->>'sv', t6.role->>'en')) AS text), 'null') AS f3, coalesce(cast(json_scalar(t6.email) AS text), 'null') AS f4
      FROM (
        SELECT t6.email, t6.name, t6.role, t6.slug
        FROM network_contact t7
        JOIN contact t6 ON t6.entry_id = t7.target_id
        WHERE t7.source_id = t1.id
        AND t6.live
        AND (t6.live_from > $2) IS FALSE
        AND (t6.live_until <= $2) IS FALSE
        AND (t6.audience > $3) IS FALSE
        ORDER BY t7.position) t6) x) || '],"members":[' || (
    SELECT coalesce(string_agg('{"name":' || f1 || ',"code":' || f2 || '}', ','), '')
    FROM (
      SELECT coalesce(cast(json_scalar(t8.name) AS text), 'null') AS f1, coalesce(cast(json_scalar(t8.code) AS text), 'null') AS f2
      FROM (
        SELECT t8.code, t8.name
        FROM network_member t9
        JOIN organisation t8 ON t8.entry_id = t9.target_id
        WHERE t9.source_id = t1.id
        AND t8.live
        AND (t8.live_from > $2) IS FALSE
        AND (t8.live_until <= $2) IS FALSE
        AND (t8.audience > $3) IS FALSE
        ORDER BY t9.position) t8) x) || '],"editions":[' || (
    SELECT coalesce(string_agg('{"year":' || f1 || ',"title":' || f2 || '}', ','), '')
    FROM (
      SELECT coalesce(cast(t10.year AS text), 'null') AS f1, coalesce(cast(json_scalar(coalesce(t10.title->>'sv', t10.title->>'en')) AS text), 'null') AS f2
      FROM (
        SELECT t10.title, t10.year
        FROM network_edition t11
        JOIN edition t10 ON t10.entry_id = t11.target_id
        WHERE t11.source_id = t1.id
        AND t10.live
        AND (t10.live_from > $2) IS FALSE
        AND (t10.live_until <= $2) IS FALSE
        AND (t10.audience > $3) IS FALSE
        ORDER BY t11.position) t10) x) || '],"meetings":{"totalCount":' || coalesce(cast((
    SELECT count(*)
    FROM meeting_network t13
    JOIN meeting t12 ON t12.id = t13.source_id
    WHERE t13.starts_at >= $4
    AND t13.target_id = t1.entry_id
    AND t13.live
    AND t12.live
    AND (t12.live_from > $2) IS FALSE
    AND (t12.live_until <= $2) IS FALSE
    AND (t12.audience > $3) IS FALSE) AS text), 'null') || ',"pageInfo":' || coalesce(cast((
    SELECT '{"hasNextPage":' || coalesce(cast((count(p.n) > 2) AS text), 'null') || ',"hasPreviousPage":' || coalesce(cast((1 = 0) AS text), 'null') || '}'
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
        LIMIT 3) q) p) AS text), 'null') || ',"nodes":[' || (
    SELECT coalesce(string_agg('{"slug":' || f1 || ',"title":' || f2 || ',"startsAt":' || f3 || ',"endsAt":' || f4 || ',"localStart":' || f5 || ',"timeZone":' || f6 || ',"state":' || f7 || ',"attendance":' || f8 || ',"venue":' || f9 || ',"onlineUrl":' || f10 || ',"registration":{"mode":' || f11 || ',"url":' || f12 || ',"closesAt":' || f13 || '}}', ','), '')
    FROM (
      SELECT coalesce(cast(json_scalar(t16.slug) AS text), 'null') AS f1, coalesce(cast(json_scalar(coalesce(t16.title->>'sv', t16.title->>'en')) AS text), 'null') AS f2, coalesce(cast(json_scalar(t16.starts_at) AS text), 'null') AS f3, coalesce(cast(json_scalar(t16.ends_at) AS text), 'null') AS f4, coalesce(cast(json_scalar(t16.local_start) AS text), 'null') AS f5, coalesce(cast(json_scalar(t16.time_zone) AS text), 'null') AS f6, coalesce(cast(json_scalar(t16.state) AS text), 'null') AS f7, coalesce(cast(json_scalar(t16.attendance) AS text), 'null') AS f8, coalesce(cast(CASE WHEN t16.venue_name IS NOT NULL OR t16.venue_address IS NOT NULL OR t16.venue_organisation_id IS NOT NULL THEN '{"name":' || coalesce(cast(json_scalar(t16.venue_name) AS text), 'null') || ',"address":' || coalesce(cast(json_scalar(t16.venue_address) AS text), 'null') || ',"organisation":' || coalesce(cast((
        SELECT '{"name":' || coalesce(cast(json_scalar(t18.name) AS text), 'null') || '}'
        FROM organisation t18
        WHERE t18.entry_id = t16.venue_organisation_id
        AND t18.live
        AND (t18.live_from > $2) IS FALSE
        AND (t18.live_until <= $2) IS FALSE
        AND (t18.audience > $3) IS FALSE
        LIMIT 1) AS text), 'null') || '}' END AS text), 'null') AS f9, coalesce(cast(json_scalar(CASE WHEN t16.online_audience <= $3 THEN t16.online_url END) AS text), 'null') AS f10, coalesce(cast(json_scalar(t16.registration_mode) AS text), 'null') AS f11, coalesce(cast(json_scalar(t16.registration_url) AS text), 'null') AS f12, coalesce(cast(json_scalar(t16.registration_closes_at) AS text), 'null') AS f13
      FROM (
        SELECT t16.attendance, t16.ends_at, t16.local_start, t16.online_audience, t16.online_url, t16.registration_closes_at, t16.registration_mode, t16.registration_url, t16.slug, t16.starts_at, t16.state, t16.time_zone, t16.title, t16.venue_address, t16.venue_name, t16.venue_organisation_id
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
        LIMIT 2) t16) x) || ']}}'
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
  LIMIT 1) AS bpchar)

SELECT cast((
  SELECT '{"title":' || json_quote(coalesce(json_extract(t1.title, '$.sv'), json_extract(t1.title, '$.en'))) || ',"lead":' || json_quote(coalesce(json_extract(t1.lead, '$.sv'), json_extract(t1.lead, '$.en'))) || ',"body":' || ifnull(CASE WHEN coalesce(json_extract(t1.body, '$.sv.markdown'), json_extract(t1.body, '$.en.markdown')) IS NOT NULL THEN '{"html":' || json_quote(coalesce(json_extract(t1.body, '$.sv.html'), json_extract(t1.body, '$.en.html'))) || '}' END, 'null') || ',"purpose":' || json_quote(coalesce(json_extract(t1.purpose, '$.sv'), json_extract(t1.purpose, '$.en'))) || ',"participants":' || json_quote(coalesce(json_extract(t1.participants, '$.sv'), json_extract(t1.participants, '$.en'))) || ',"prerequisites":' || json_quote(coalesce(json_extract(t1.prerequisites, '$.sv'), json_extract(t1.prerequisites, '$.en'))) || ',"links":[' || (
    SELECT ifnull(group_concat('{"kind":' || f1 || ',"url":' || f2 || ',"label":' || f3 || ',"accessibleLabel":' || f4 || '}'), '')
    FROM (
      SELECT json_quote(json_extract(t5.value, '$.kind')) AS f1, json_quote(json_extract(t5.value, '$.url')) AS f2, json_quote(coalesce(json_extract(t5.value, '$.label.sv'), json_extract(t5.value, '$.label.en'))) AS f3, json_quote(coalesce(json_extract(t5.value, '$.accessible_label.sv'), json_extract(t5.value, '$.accessible_label.en'))) AS f4
      FROM (
        SELECT t5.value
        FROM json_each(t1.links) t5
        ORDER BY t5.key) t5) x) || '],"contacts":[' || (
    SELECT ifnull(group_concat('{"slug":' || f1 || ',"name":' || f2 || ',"role":' || f3 || ',"email":' || f4 || '}'), '')
    FROM (
      SELECT json_quote(t6.slug) AS f1, json_quote(t6.name) AS f2, json_quote(coalesce(json_extract(t6.role, '$.sv'), json_extract(t6.role, '$.en'))) AS f3, json_quote(t6.email) AS f4
      FROM (
        SELECT t6.email, t6.name, t6.role, t6.slug
        FROM network_contact t7
        JOIN contact t6 ON t6.entry_id = t7.target_id
        WHERE t7.source_id = t1.id
        AND t6.live
        AND t6.live_from <= ?2
        AND t6.live_until > ?2
        AND t6.audience <= ?3
        ORDER BY t7.position) t6) x) || '],"members":[' || (
    SELECT ifnull(group_concat('{"name":' || f1 || ',"code":' || f2 || '}'), '')
    FROM (
      SELECT json_quote(t8.name) AS f1, json_quote(t8.code) AS f2
      FROM (
        SELECT t8.code, t8.name
        FROM network_member t9
        JOIN organisation t8 ON t8.entry_id = t9.target_id
        WHERE t9.source_id = t1.id
        AND t8.live
        AND t8.live_from <= ?2
        AND t8.live_until > ?2
        AND t8.audience <= ?3
        ORDER BY t9.position) t8) x) || '],"editions":[' || (
    SELECT ifnull(group_concat('{"year":' || f1 || ',"title":' || f2 || '}'), '')
    FROM (
      SELECT json_quote(t10.year) AS f1, json_quote(coalesce(json_extract(t10.title, '$.sv'), json_extract(t10.title, '$.en'))) AS f2
      FROM (
        SELECT t10.title, t10.year
        FROM network_edition t11
        JOIN edition t10 ON t10.entry_id = t11.target_id
        WHERE t11.source_id = t1.id
        AND t10.live
        AND t10.live_from <= ?2
        AND t10.live_until > ?2
        AND t10.audience <= ?3
        ORDER BY t11.position) t10) x) || '],"meetings":{"totalCount":' || json_quote((
    SELECT count(*)
    FROM meeting_network t13
    JOIN meeting t12 ON t12.id = t13.source_id
    WHERE t13.starts_at >= ?4
    AND t13.target_id = t1.entry_id
    AND t13.live
    AND t12.live
    AND t12.live_from <= ?2
    AND t12.live_until > ?2
    AND t12.audience <= ?3)) || ',"pageInfo":' || ifnull((
    SELECT '{"hasNextPage":' || CASE (count(p.n) > 2) WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END || ',"hasPreviousPage":' || CASE (1 = 0) WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END || '}'
    FROM (
      SELECT q.*, row_number() OVER () AS n, count(*) OVER () AS m
      FROM (
        SELECT t15.starts_at AS k1, t15.source_entry_id AS k2
        FROM meeting_network t15
        JOIN meeting t14 ON t14.id = t15.source_id
        WHERE t15.starts_at >= ?4
        AND t15.target_id = t1.entry_id
        AND t15.live
        AND t14.live
        AND t14.live_from <= ?2
        AND t14.live_until > ?2
        AND t14.audience <= ?3
        ORDER BY t15.starts_at, t15.source_entry_id
        LIMIT 3) q) p), 'null') || ',"nodes":[' || (
    SELECT ifnull(group_concat('{"slug":' || f1 || ',"title":' || f2 || ',"startsAt":' || f3 || ',"endsAt":' || f4 || ',"localStart":' || f5 || ',"timeZone":' || f6 || ',"state":' || f7 || ',"attendance":' || f8 || ',"venue":' || f9 || ',"onlineUrl":' || f10 || ',"registration":{"mode":' || f11 || ',"url":' || f12 || ',"closesAt":' || f13 || '}}'), '')
    FROM (
      SELECT json_quote(t16.slug) AS f1, json_quote(coalesce(json_extract(t16.title, '$.sv'), json_extract(t16.title, '$.en'))) AS f2, json_quote(t16.starts_at) AS f3, json_quote(t16.ends_at) AS f4, json_quote(t16.local_start) AS f5, json_quote(t16.time_zone) AS f6, json_quote(t16.state) AS f7, json_quote(t16.attendance) AS f8, ifnull(CASE WHEN t16.venue_name IS NOT NULL OR t16.venue_address IS NOT NULL OR t16.venue_organisation_id IS NOT NULL THEN '{"name":' || json_quote(t16.venue_name) || ',"address":' || json_quote(t16.venue_address) || ',"organisation":' || ifnull((
        SELECT '{"name":' || json_quote(t18.name) || '}'
        FROM organisation t18
        WHERE t18.entry_id = t16.venue_organisation_id
        AND t18.live
        AND t18.live_from <= ?2
        AND t18.live_until > ?2
        AND t18.audience <= ?3
        LIMIT 1), 'null') || '}' END, 'null') AS f9, json_quote(CASE WHEN t16.online_audience <= ?3 THEN t16.online_url END) AS f10, json_quote(t16.registration_mode) AS f11, json_quote(t16.registration_url) AS f12, json_quote(t16.registration_closes_at) AS f13
      FROM (
        SELECT t16.attendance, t16.ends_at, t16.local_start, t16.online_audience, t16.online_url, t16.registration_closes_at, t16.registration_mode, t16.registration_url, t16.slug, t16.starts_at, t16.state, t16.time_zone, t16.title, t16.venue_address, t16.venue_name, t16.venue_organisation_id
        FROM meeting_network t17
        JOIN meeting t16 ON t16.id = t17.source_id
        WHERE t17.starts_at >= ?4
        AND t17.target_id = t1.entry_id
        AND t17.live
        AND t16.live
        AND t16.live_from <= ?2
        AND t16.live_until > ?2
        AND t16.audience <= ?3
        ORDER BY t17.starts_at, t17.source_entry_id
        LIMIT 2) t16) x) || ']}}'
  FROM network t1
  WHERE t1.entry_id = coalesce((
    SELECT t2.entry_id
    FROM network t2
    WHERE t2.slug = ?1
    AND t2.live
    AND t2.live_from <= ?2
    AND t2.live_until > ?2
    AND t2.audience <= ?3
    ORDER BY t2.live_from DESC
    LIMIT 1), (
    SELECT t3.entry_id
    FROM network t3
    JOIN network t4 ON t4.entry_id = t3.entry_id
    WHERE t3.slug = ?1
    AND t3.live_from <= ?2
    AND t3.audience <= ?3
    AND t4.live
    AND t4.live_from <= ?2
    AND t4.live_until > ?2
    AND t4.audience <= ?3
    ORDER BY t3.live_from DESC
    LIMIT 1))
  AND t1.live
  AND t1.live_from <= ?2
  AND t1.live_until > ?2
  AND t1.audience <= ?3
  ORDER BY t1.position, t1.entry_id
  LIMIT 1) AS BLOB)

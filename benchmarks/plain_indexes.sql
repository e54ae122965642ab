-- Made after the content is in: the orders of the four questions, and the far end of every link.
set search_path = plain;

create index focus_area_position on focus_area (position, id);
create index network_position on network (position, id);
create index meeting_starts_at on meeting (starts_at, id) include (ends_at);
create index meeting_ends_at on meeting (ends_at);
create index network_focus_area_focus_area on network_focus_area (focus_area_id, network_id);
create index network_contact_order on network_contact (network_id, position) include (contact_id);
create index network_contact_contact on network_contact (contact_id, network_id);
create index meeting_network_order on meeting_network (meeting_id, position) include (network_id);
create index meeting_network_network on meeting_network (network_id, meeting_id);
create index meeting_contact_contact on meeting_contact (contact_id, meeting_id);

-- The benchmark's content as an expert would lay it out for the website's four questions:
-- no versions, one language, every link indexed from both ends.
create schema plain;
set search_path = plain;

create table focus_area (
    id uuid primary key,
    slug text not null unique,
    title text not null,
    position integer not null
);

create table contact (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    role text not null,
    email text not null
);

create table network (
    id uuid primary key,
    slug text not null unique,
    title text not null,
    lead text not null,
    body text not null,
    position integer not null
);

create table meeting (
    id uuid primary key,
    slug text not null unique,
    title text not null,
    summary text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    time_zone text not null,
    state text not null,
    check (ends_at > starts_at),
    check (ends_at - starts_at <= interval '7 days')
);

create table network_focus_area (
    network_id uuid not null references network,
    focus_area_id uuid not null references focus_area,
    position integer not null,
    primary key (network_id, focus_area_id)
);

create table network_contact (
    network_id uuid not null references network,
    contact_id uuid not null references contact,
    position integer not null,
    primary key (network_id, contact_id)
);

create table meeting_network (
    meeting_id uuid not null references meeting,
    network_id uuid not null references network,
    position integer not null,
    primary key (meeting_id, network_id)
);

create table meeting_contact (
    meeting_id uuid not null references meeting,
    contact_id uuid not null references contact,
    position integer not null,
    primary key (meeting_id, contact_id)
);

-- What overlaps [start, stop). That no meeting is longer than a week bounds the walk along
-- meeting_starts_at; without it either index is read from its end to the middle of the years.
create function meetings_between(start timestamptz, stop timestamptz) returns setof meeting
language sql stable parallel safe as $$
    select * from plain.meeting
    where starts_at < stop and starts_at > start - interval '7 days' and ends_at > start
$$;
comment on function meetings_between is '@behavior +order';

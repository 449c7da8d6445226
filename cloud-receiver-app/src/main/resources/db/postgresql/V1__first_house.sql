create table rollcall.store (
    one integer primary key check (one = 1),
    id text not null,
    created_at bigint not null
);

-- One row: the last feed position given out. Its row lock is held from there to the commit, so that positions become
-- visible in their own order and a reader that has seen position n never misses a smaller one.
create table rollcall.feed (
    one integer primary key check (one = 1),
    position bigint not null
);
insert into rollcall.feed (one, position) values (1, 0);

create table rollcall.device (
    id integer generated always as identity primary key,
    device_key text not null unique,
    name text,
    name_given boolean not null,
    mac text,
    zone text,
    reported_zone text,
    model text,
    firmware text,
    clock_offset double precision,
    acknowledged boolean not null,
    created_at bigint not null
);

create table rollcall.device_channel (
    device_id integer not null references rollcall.device (id),
    channel text not null,
    last_seen bigint not null,
    primary key (device_id, channel)
);

create table rollcall.device_heartbeat (
    device_id integer primary key references rollcall.device (id),
    content_type text,
    body bytea not null,
    received_at bigint not null
);

-- Times are milliseconds since 1970 in UTC. Wall clocks are seconds since 1970 as the device printed them, read as if
-- printed in UTC. Months are 202611 for November 2026 as first printed, and 0 for times before 2000 or more than a year ahead.
-- The device is the distribution key: it is part of every unique key of the tables below, and no foreign key leaves it.

-- Blocks of event numbers: each value stands for itself and the 999 after it.
create sequence rollcall.event_reference increment by 1000;

-- Every id that was ever seen of an event, the public one (without a relation) and its aliases, with the serial number and the
-- wall clock that are hashed in it. An id determines its wall clock, so the primary key keeps ids unique; with the wall clock
-- in front new rows go to the end of it. Not partitioned: it carries what must be unique over all months.
create table rollcall.event_identity (
    wall_clock bigint not null,
    serial_no bigint,
    event_id bigint not null,
    position bigint,
    device_id integer not null,
    month integer not null,
    id bytea not null,
    relation text,
    primary key (device_id, wall_clock, id),
    unique (device_id, position)
);
create index event_identity_serial on rollcall.event_identity (device_id, serial_no) where serial_no is not null;
create index event_identity_alias on rollcall.event_identity (device_id, event_id) where relation is not null;
create index event_identity_feed on rollcall.event_identity (position) where position is not null;

-- What an event says, and the first sight of it. Wide, so partitioned by month.
create table rollcall.event (
    id bigint not null,
    wall_clock bigint not null,
    first_wall_clock bigint,
    serial_no bigint,
    occurred_at bigint,
    received_at bigint not null,
    seen_at bigint not null,
    clock_offset bigint,
    device_id integer not null,
    month integer not null,
    revision integer not null,
    major integer not null,
    minor integer not null,
    door integer,
    reader integer,
    printed_offset integer,
    confirmed boolean not null,
    public_id bytea not null,
    content_digest bytea not null,
    time_text text not null,
    time_quality text not null,
    zone text,
    employee_no text,
    card_no text,
    name text,
    kind text not null,
    verify_method text not null,
    category text not null,
    channel text not null,
    primary key (device_id, month, id)
) partition by list (month);
create index event_occurred on rollcall.event using brin (occurred_at);
create index event_received on rollcall.event using brin (to_timestamp(received_at / 1000.0::double precision));

-- The device's own bytes of each event. Apart, so that they may be kept for a shorter time: drop the partitions of old months.
create table rollcall.event_raw (
    event_id bigint not null,
    device_id integer not null,
    month integer not null,
    raw bytea not null,
    primary key (device_id, month, event_id)
) partition by list (month);

-- Sights by further channels; the first one stands in the event.
create table rollcall.observation (
    event_id bigint not null,
    seen_at bigint not null,
    received_at bigint not null,
    clock_offset bigint,
    device_id integer not null,
    channel text not null,
    primary key (device_id, event_id, channel)
);
create index observation_event on rollcall.observation (event_id);

create table rollcall.event_version (
    event_id bigint not null,
    wall_clock bigint not null,
    serial_no bigint,
    kept_at bigint not null,
    device_id integer not null,
    printed_offset integer,
    content_digest bytea not null,
    employee_no text,
    card_no text,
    name text,
    raw bytea,
    primary key (device_id, event_id, content_digest)
);

create table rollcall.inbox (
    id bigint generated always as identity,
    device_id integer not null,
    content_type text,
    body bytea not null,
    truncated boolean not null,
    peer text,
    received_at bigint not null,
    state text not null,
    translated integer not null,
    ignored integer not null,
    parked integer not null,
    reason text,
    primary key (device_id, id)
);
create index inbox_waiting on rollcall.inbox (id) where state = 'RECEIVED';
create index inbox_parked on rollcall.inbox (id) where state = 'PARKED';

create table rollcall.agent (
    id text primary key,
    version text,
    heartbeat text,
    last_heartbeat bigint,
    last_seen bigint not null
);

create table rollcall.token (
    id bigint generated always as identity primary key,
    role text not null,
    name text not null,
    hash text not null unique,
    created_at bigint not null,
    revoked_at bigint,
    last_used bigint
);

create table rollcall.token_device (
    token_id bigint not null references rollcall.token (id),
    device_id integer not null references rollcall.device (id),
    primary key (token_id, device_id)
);

create table rollcall.alarm (
    id bigint generated always as identity primary key,
    device_id integer not null references rollcall.device (id),
    kind text not null,
    subject text not null,
    detail text not null,
    raised_at bigint not null,
    last_at bigint not null,
    times integer not null,
    unique (device_id, kind, subject)
);
create index alarm_last on rollcall.alarm (last_at);

-- What was done by whom: log-ins, changes of tokens and devices, exports. Only ever added to.
create table rollcall.audit (
    id bigint generated always as identity primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    subject text not null,
    result text not null,
    detail text
);
create index audit_at on rollcall.audit (at);

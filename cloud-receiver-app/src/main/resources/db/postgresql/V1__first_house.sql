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

-- Times are milliseconds since 1970 in UTC; wall clocks are text as the device printed them, without offset.
create table rollcall.event (
    id bigint generated always as identity primary key,
    device_id integer not null references rollcall.device (id),
    public_id text not null,
    serial_no bigint,
    wall_clock text not null,
    printed_offset text,
    occurred_at bigint,
    time_quality text not null,
    zone text,
    time_text text not null,
    major integer not null,
    minor integer not null,
    employee_no text,
    card_no text,
    name text,
    kind text not null,
    verify_method text not null,
    door integer,
    reader integer,
    category text not null,
    content_digest text not null,
    confirmed boolean not null,
    received_at bigint not null,
    revision integer not null,
    position bigint not null unique,
    unique (device_id, public_id)
);
create index event_serial on rollcall.event (device_id, serial_no);
create index event_wall_clock on rollcall.event (device_id, wall_clock);
create index event_position on rollcall.event (device_id, position);
create index event_occurred on rollcall.event (occurred_at);

create table rollcall.event_raw (
    event_id bigint primary key references rollcall.event (id),
    device_id integer not null,
    raw bytea not null
);

create table rollcall.event_alias (
    device_id integer not null,
    alias_id text not null,
    event_id bigint not null references rollcall.event (id),
    relation text not null,
    wall_clock text not null,
    primary key (device_id, alias_id)
);
create index event_alias_wall_clock on rollcall.event_alias (device_id, wall_clock);
create index event_alias_event on rollcall.event_alias (event_id);

create table rollcall.event_version (
    id bigint generated always as identity primary key,
    device_id integer not null,
    event_id bigint not null references rollcall.event (id),
    content_digest text not null,
    serial_no bigint,
    wall_clock text not null,
    printed_offset text,
    employee_no text,
    card_no text,
    name text,
    raw bytea,
    kept_at bigint not null,
    unique (device_id, event_id, content_digest)
);

create table rollcall.observation (
    device_id integer not null,
    event_id bigint not null references rollcall.event (id),
    channel text not null,
    seen_at bigint not null,
    received_at bigint not null,
    primary key (device_id, event_id, channel)
);
create index observation_event on rollcall.observation (event_id);

create table rollcall.inbox (
    id bigint generated always as identity primary key,
    device_id integer not null references rollcall.device (id),
    content_type text,
    body bytea not null,
    truncated boolean not null,
    peer text,
    received_at bigint not null,
    state text not null,
    translated integer not null,
    ignored integer not null,
    parked integer not null,
    reason text
);
create index inbox_waiting on rollcall.inbox (id) where state = 'RECEIVED';

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

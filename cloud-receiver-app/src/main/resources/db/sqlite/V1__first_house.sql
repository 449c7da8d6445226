create table store (
    one integer primary key check (one = 1),
    id text not null,
    created_at bigint not null
);

-- One row: the last feed position given out. Its row lock is held from there to the commit, so that positions become
-- visible in their own order and a reader that has seen position n never misses a smaller one.
create table feed (
    one integer primary key check (one = 1),
    position bigint not null
);
insert into feed (one, position) values (1, 0);

create table device (
    id integer primary key,
    device_key text not null unique,
    name text,
    name_given integer not null,
    mac text,
    zone text,
    reported_zone text,
    model text,
    firmware text,
    clock_offset double precision,
    acknowledged integer not null,
    created_at bigint not null
);

create table device_channel (
    device_id integer not null references device (id),
    channel text not null,
    last_seen bigint not null,
    primary key (device_id, channel)
);

create table device_heartbeat (
    device_id integer primary key references device (id),
    content_type text,
    body blob not null,
    received_at bigint not null
);

-- Times are milliseconds since 1970 in UTC. Wall clocks are seconds since 1970 as the device printed them, read as if
-- printed in UTC. Months are 202611 for November 2026 as first printed, and 0 for times before 2000 or more than a year ahead.
-- The device is the distribution key: it is part of every unique key of the tables below, and no foreign key leaves it.

-- Blocks of event numbers: one row, where the next block of 1,000 begins.
create table event_reference (
    one integer primary key check (one = 1),
    last bigint not null
);
insert into event_reference (one, last) values (1, 1);

-- Every id that was ever seen of an event, the public one (without a relation) and its aliases, with the serial number and the
-- wall clock that are hashed in it. An id determines its wall clock, so the primary key keeps ids unique; with the wall clock
-- in front new rows go to the end of it. (With rows under numbers: SQLite would choose the device's part of a clustered primary
-- key before an index that fits.)
create table event_identity (
    wall_clock bigint not null,
    serial_no bigint,
    event_id bigint not null,
    position bigint,
    device_id integer not null,
    month integer not null,
    id blob not null,
    relation text,
    primary key (device_id, wall_clock, id),
    unique (device_id, position)
);
create index event_identity_serial on event_identity (device_id, serial_no) where serial_no is not null;
create index event_identity_alias on event_identity (device_id, event_id) where relation is not null;
create index event_identity_feed on event_identity (position) where position is not null;

-- What an event says, and the first sight of it. PostgreSQL has it in partitions by month.
create table event (
    id integer primary key,
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
    confirmed integer not null,
    public_id blob not null,
    content_digest blob not null,
    time_text text not null,
    time_quality text not null,
    zone text,
    employee_no text,
    card_no text,
    name text,
    kind text not null,
    verify_method text not null,
    category text not null,
    channel text not null
);
create index event_occurred on event (occurred_at);

-- The device's own bytes of each event. Apart, so that they may be kept for a shorter time.
create table event_raw (
    event_id integer primary key,
    device_id integer not null,
    month integer not null,
    raw blob not null
);

-- Sights by further channels; the first one stands in the event.
create table observation (
    event_id bigint not null,
    seen_at bigint not null,
    received_at bigint not null,
    clock_offset bigint,
    device_id integer not null,
    channel text not null,
    primary key (device_id, event_id, channel)
) without rowid;
create index observation_event on observation (event_id);

create table event_version (
    event_id bigint not null,
    wall_clock bigint not null,
    serial_no bigint,
    kept_at bigint not null,
    device_id integer not null,
    printed_offset integer,
    content_digest blob not null,
    employee_no text,
    card_no text,
    name text,
    raw blob,
    primary key (device_id, event_id, content_digest)
);

create table inbox (
    id integer primary key,
    device_id integer not null,
    content_type text,
    body blob not null,
    truncated integer not null,
    peer text,
    received_at bigint not null,
    state text not null,
    translated integer not null,
    ignored integer not null,
    parked integer not null,
    reason text
);
create index inbox_waiting on inbox (id) where state = 'RECEIVED';
create index inbox_parked on inbox (id) where state = 'PARKED';

create table agent (
    id text primary key,
    version text,
    heartbeat text,
    last_heartbeat bigint,
    last_seen bigint not null
);

create table token (
    id integer primary key,
    role text not null,
    name text not null,
    hash text not null unique,
    created_at bigint not null,
    revoked_at bigint,
    last_used bigint
);

create table token_device (
    token_id bigint not null references token (id),
    device_id integer not null references device (id),
    primary key (token_id, device_id)
);

create table alarm (
    id integer primary key,
    device_id integer not null references device (id),
    kind text not null,
    subject text not null,
    detail text not null,
    raised_at bigint not null,
    last_at bigint not null,
    times integer not null,
    unique (device_id, kind, subject)
);
create index alarm_last on alarm (last_at);

-- What was done by whom: log-ins, changes of tokens and devices, exports. Only ever added to.
create table audit (
    id integer primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    subject text not null,
    result text not null,
    detail text
);
create index audit_at on audit (at);

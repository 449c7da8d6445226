-- How many events each hour of a device's clock has (the hour of the wall clock that counts, in hours since 1970 as printed), and the
-- sum of their mixed keys: 128 bits in four lanes, so that they add up without overflow. Kept with every event that is stored or changed.
-- The last four tell by which channel they were first seen.
create table tally (
    device_id integer not null,
    hour integer not null,
    events bigint not null,
    lane0 bigint not null,
    lane1 bigint not null,
    lane2 bigint not null,
    lane3 bigint not null,
    by_poll bigint not null,
    by_webhook bigint not null,
    by_listener bigint not null,
    by_stream bigint not null,
    primary key (device_id, hour)
);

-- Devices whose events are to be counted from their rows: all that were there before tallies were kept, and any whose rows were found
-- to be changed by hand.
create table tally_due (
    device_id integer primary key
);
insert into tally_due (device_id) select id from device;

-- When a device's rows were last held against its tallies.
create table recount (
    device_id integer primary key,
    recounted_at bigint not null
);

-- A digest over all that a row says, to notice what was changed by hand. Rows from before have none.
alter table event add column row_digest blob;

-- What agents found when they last compared a device with their journal and with us, as JSON of the exchange.
create table proof (
    device_id integer primary key,
    agent text not null,
    checked_at bigint not null,
    received_at bigint not null,
    told text not null
);

create table proof_day (
    device_id integer not null,
    day integer not null,
    told text not null,
    received_at bigint not null,
    primary key (device_id, day)
);

-- The key that statements are signed with, made when the first one is.
create table signing_key (
    one integer primary key check (one = 1),
    public_key blob not null,
    private_key blob not null,
    created_at bigint not null
);

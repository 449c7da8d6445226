-- Few ids lack a serial number; asking whether one of these seconds has such an id is then asking next to nothing.
create index event_identity_unnumbered on event_identity (device_id, wall_clock) where serial_no is null;

-- The logs that a device has had one after the other, as derived from its events; may be emptied and derived again at any time.
-- Part of no key of an event.
create table epoch (
    device_id integer not null,
    number integer not null,
    first_wall_clock bigint not null,
    first_serial bigint not null,
    last_wall_clock bigint not null,
    last_serial bigint not null,
    lowest_serial bigint not null,
    highest_serial bigint not null,
    primary key (device_id, number)
);

-- Up to which feed position of a device its epochs are derived, and when that was done.
create table epoch_derived (
    device_id integer primary key,
    position bigint not null,
    derived_at bigint not null
);

create index event_identity_reprint on event_identity (device_id) where relation = 'REPRINT';
create index inbox_settled on inbox (received_at) where state in ('DONE', 'IGNORED');
create index event_raw_month on event_raw (month);

-- The day before which each day of a device that counts is complete, so that nobody has to look at all of them again. Made and moved on
-- when an agent tells; moved back with whatever changes what is told or stored of an earlier day. To be emptied wherever what is taken for
-- complete changes: it comes back with the next telling.
create table proof_mark (
    device_id integer primary key,
    day integer not null
);

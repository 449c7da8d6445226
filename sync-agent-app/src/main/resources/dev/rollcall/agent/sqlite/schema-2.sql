-- Stretches of a device's log that were lost there before they were read. An epoch is one log of a device, counted from 1.
create table gap (
  device text not null references device (key),
  epoch integer not null,
  first_serial integer not null,
  last_serial integer not null,
  not_before text,
  not_after text,
  kind text not null,
  noticed_at text not null,
  primary key (device, epoch, first_serial)
) strict;

-- The serials of which the journal has the record, of every class, as ranges that neither overlap nor touch.
create table covered (
  device text not null references device (key),
  epoch integer not null,
  first_serial integer not null,
  last_serial integer not null,
  primary key (device, epoch, first_serial)
) strict, without rowid;

insert into covered (device, epoch, first_serial, last_serial)
  select device, 1, min(serial_no), max(serial_no) from (
    select device, serial_no, serial_no - dense_rank() over (partition by device order by serial_no) as island
      from event where serial_no between 1 and 3000000000)
  group by device, island;

-- The logs of a device after the one it had when it was met.
create table epoch (
  device text not null references device (key),
  number integer not null,
  noticed_at text not null,
  after_wall text,
  primary key (device, number)
) strict;

-- How fast a device's log fills.
create table ring (
  device text primary key references device (key),
  capacity integer,
  start_serial integer not null,
  start_at text not null,
  newest_serial integer not null,
  read_at text not null,
  fill real
) strict;

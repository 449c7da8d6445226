-- Stretches of a device's log that were lost there before they were read.
create table gap (
  device text not null references device (key),
  first_serial integer not null,
  last_serial integer not null,
  not_before text,
  not_after text,
  kind text not null,
  noticed_at text not null,
  primary key (device, first_serial, last_serial)
) strict;

-- What shall not be tried again too soon, also after a restart.
create table holdback (
  subject text primary key,
  failures integer not null,
  since text not null,
  until text not null,
  reason text not null
) strict;

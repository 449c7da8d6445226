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

-- What each version of a row of event was, in the order of writing. chain is SHA-256 over the chain before and this entry.
create table ledger (
  seq integer primary key,
  event integer not null,
  kind text not null,
  digest blob not null,
  chain blob not null
) strict;

create index ledger_by_event on ledger (event);

-- Events whose row was not what the ledger says. found holds what was there, children included; nothing of it is sent.
create table damaged (
  seq integer primary key,
  event integer not null,
  device text,
  id text,
  serial_no integer,
  wall_clock text,
  unsent integer not null,
  reason text not null,
  noticed_at text not null,
  healed_at text,
  found text not null
) strict;

create index damaged_by_state on damaged (healed_at, device);

-- Devices that are to be read again from their beginning; after_pass is the last pass that had begun when that was decided.
create table reread (
  device text primary key references device (key),
  after_pass integer not null,
  reason text not null,
  asked_at text not null
) strict;

-- What is left of an event that was delivered long ago: enough to know it when a device shows it again.
create table pruned (
  id blob primary key,
  device text not null,
  serial_no integer,
  wall_clock text not null,
  major integer not null,
  minor integer not null
) strict, without rowid;

create index pruned_by_serial on pruned (device, serial_no) where serial_no is not null;

-- How many events of a device's hour were pruned, and the sum of their mixed ids.
create table tally (
  device text not null,
  hour text not null,
  events integer not null,
  mix integer not null,
  primary key (device, hour)
) strict, without rowid;

create index pass_by_end on pass (ended_at);

alter table checkpoint add column digest blob;
-- Writing commands that a command line hands to a running daemon.
create table command (
  seq integer primary key,
  name text not null,
  arguments text not null,
  asked_at text not null,
  state text not null check (state in ('asked', 'running', 'done', 'failed', 'withdrawn')),
  progress text,
  result text,
  exit_code integer,
  heartbeat text
) strict;

create index command_by_state on command (state, seq);

-- Ranges of device time that a person asked to be read again, and how far each has come. No end: up to the device's clock.
create table backfill (
  seq integer primary key,
  device text not null references device (key),
  from_wall text not null,
  to_wall text,
  reached text,
  journaled integer not null default 0,
  known integer not null default 0,
  ignored integer not null default 0,
  quarantined integer not null default 0,
  started_at text not null,
  moved_at text not null,
  finished_at text
) strict;

create index backfill_by_device on backfill (device, finished_at);

-- What is needed to translate a record again: the zones known then, the clock offset measured then, the way it came.
alter table quarantine add column configured_zone text;

alter table quarantine add column reported_zone text;

alter table quarantine add column clock_offset_ms integer;

alter table quarantine add column channel text not null default 'POLL';

update quarantine set reported_zone = (select zone from device where key = quarantine.device);

-- The last attempt to read each configured device, also of one that has never answered.
create table attempt (
  name text not null,
  address text not null,
  tried_at text not null,
  succeeded_at text,
  kind text,
  problem text,
  problem_since text,
  failures integer not null default 0,
  primary key (name, address)
) strict;

-- Why the zone of a device and the offset it prints do not go together.
alter table device add column zone_problem text;
-- What shall not be tried again too soon, also after a restart.
create table holdback (
  subject text primary key,
  failures integer not null,
  since text not null,
  until text not null,
  reason text not null
) strict;

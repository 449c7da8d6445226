create table meta (
  name text primary key,
  value text not null
) strict;

create table device (
  key text primary key,
  name text not null,
  address text not null,
  model text,
  firmware text,
  zone text,
  clock_offset_ms integer,
  first_seen text not null,
  last_seen text not null,
  last_read text,
  last_problem text
) strict;

create table checkpoint (
  device text primary key references device (key),
  position text not null,
  clock_wall text,
  clock_offset text,
  clock_read_at text,
  newest_serial integer,
  newest_wall text,
  last_sweep text
) strict;

create table event (
  seq integer primary key,
  id text not null unique,
  device text not null references device (key),
  serial_no integer,
  wall_clock text not null,
  time_text text not null,
  printed_offset text,
  occurred_at text,
  zone text,
  time_quality text not null,
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
  channel text not null,
  seen_at text not null,
  clock_offset_ms integer,
  confirmed integer not null,
  digest text not null,
  raw blob not null
) strict;

create index event_by_serial on event (device, serial_no, wall_clock);

create index event_by_time on event (device, wall_clock);

create table alias (
  id text primary key,
  event integer not null references event (seq)
) strict;

create index alias_by_event on alias (event);

create table reprint (
  event integer not null references event (seq),
  wall_clock text not null,
  seen_at text not null,
  primary key (event, wall_clock)
) strict;

create index reprint_by_time on reprint (wall_clock);

create table contradiction (
  event integer not null references event (seq),
  digest text not null,
  wall_clock text not null,
  major integer not null,
  minor integer not null,
  employee_no text,
  channel text not null,
  seen_at text not null,
  raw blob not null,
  primary key (event, digest)
) strict;

create table outbox (
  event integer primary key references event (seq),
  device text not null references device (key),
  state text not null check (state in ('waiting', 'claimed', 'settled', 'blocked')),
  attempts integer not null default 0,
  next_attempt text,
  reason text,
  batch text,
  stored_as text,
  settled_at text
) strict;

create index outbox_by_state on outbox (state, attempts, event);

create index outbox_by_device on outbox (device, state, attempts, event);

create table quarantine (
  seq integer primary key,
  device text not null references device (key),
  digest text not null,
  reason text not null,
  seen_at text not null,
  raw blob not null,
  unique (device, digest)
) strict;

create table pass (
  seq integer primary key,
  device text not null references device (key),
  reason text not null,
  started_at text not null,
  ended_at text,
  read integer not null default 0,
  journaled integer not null default 0,
  known integer not null default 0,
  ignored integer not null default 0,
  quarantined integer not null default 0,
  problem text
) strict;

create index pass_by_device on pass (device, seq);

create table alarm (
  kind text not null,
  subject text not null,
  raised_at text not null,
  text text not null,
  primary key (kind, subject)
) strict;

create table latch (
  device text not null,
  credential text not null,
  refusals integer not null,
  explicit integer not null,
  low_on_tries integer not null,
  last_refusal text,
  locked_until text,
  primary key (device, credential)
) strict;

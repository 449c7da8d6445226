-- How many events each hour of a device's clock has, and the sum of their mixed keys in four lanes, so that they add up without overflow.
-- Kind 'journal' is every record, by its own id and content; kind 'sent' is what the receiver acknowledged, as it has it. Pruned events
-- stay counted.
create table hour_tally (
  device text not null,
  kind text not null check (kind in ('journal', 'sent')),
  hour text not null,
  events integer not null,
  lane0 integer not null,
  lane1 integer not null,
  lane2 integer not null,
  lane3 integer not null,
  primary key (device, kind, hour)
) strict, without rowid;

-- Devices whose tallies are to be counted from the rows: damage took away rows of which nobody knows what was counted.
create table tally_due (
  device text primary key
) strict, without rowid;

-- What counts at the receiver where it is another version than ours: a re-print, or with a person that only another channel knew.
create table sent_as (
  event integer primary key references event (seq),
  wall_clock text not null,
  content text not null
) strict;

-- What was counted of pruned events: sent_id is null for those that do not travel.
create table pruned_event (
  id blob primary key,
  device text not null,
  wall_clock text not null,
  content blob not null,
  sent_id blob,
  sent_wall text,
  sent_content blob
) strict, without rowid;

create index pruned_event_by_time on pruned_event (device, wall_clock);

create index pruned_event_by_sent on pruned_event (sent_id) where sent_id is not null;

-- What the last comparison of each day came to, as JSON of the exchange, and whether the receiver was told.
create table day_proof (
  device text not null,
  day text not null,
  proof text not null,
  told integer not null,
  checked_at text not null,
  primary key (device, day)
) strict, without rowid;

create index outbox_by_stored on outbox (stored_as) where stored_as is not null;

-- The last row that was in the journal when a pass came to its end: what was read up to then. By a clock that is set that cannot be told.
alter table device add column last_read_event integer;

update device set last_read_event = coalesce((select max(seq) from event where device = device.key and seen_at <= last_read), 0)
  where last_read is not null;

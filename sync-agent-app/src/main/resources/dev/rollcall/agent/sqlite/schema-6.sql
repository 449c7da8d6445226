-- What is known of a record that the log has shown, and whether a person has accepted that it is not understood.
alter table quarantine add column serial_no integer;

alter table quarantine add column not_before text;

alter table quarantine add column not_after text;

alter table quarantine add column accepted_at text;

alter table quarantine add column accepted_by text;

alter table quarantine add column accepted_why text;

create index quarantine_by_channel on quarantine (device, channel, seq);

-- How many scraps of pushes and streams had to go, because too many such came.
create table quarantine_dropped (
  device text primary key references device (key),
  records integer not null,
  last_at text not null
) strict, without rowid;

-- Times of devices' clocks of which nobody can say what was logged: the log was cleared or came round before it was read. Without an end
-- as long as it shows nothing.
create table lost_time (
  device text not null,
  not_before text not null,
  not_after text,
  noticed_at text not null,
  accepted integer not null,
  primary key (device, not_before)
) strict;

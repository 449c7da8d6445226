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

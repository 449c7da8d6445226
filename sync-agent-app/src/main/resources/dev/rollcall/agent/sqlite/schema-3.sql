-- Terminals that were told to post to this agent. chosen: the agent found the address itself.
create table push_target (
  device text primary key,
  host text not null,
  chosen integer not null,
  installed_at text not null,
  checked_at text,
  state text not null,
  rearmed_at text,
  seen_event integer not null
) strict;

-- What each terminal has posted; posts to unknown addresses have no device.
create table push_tally (
  device text primary key,
  posts integer not null,
  events integer not null,
  refused integer not null,
  last_post_at text,
  last_event_at text
) strict;

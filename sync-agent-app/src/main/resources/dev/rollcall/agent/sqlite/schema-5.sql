-- Whether a terminal took a password before (and has not said since that it is wrong), and how often in a row no answer came to it: the
-- last of them may be under way. Refusals are in latch.
create table presentation (
  device text not null,
  credential text not null,
  accepted integer not null,
  unanswered integer not null,
  last_unanswered text,
  primary key (device, credential)
) strict;

-- Which losses a person has accepted: serial numbers of a gap, which is known by when it was noticed, or a time that nobody read. Rows are
-- only added; of several that say something of the same the last one counts.
create table acceptance (
  seq integer primary key,
  device text not null,
  what text not null check (what in ('serials', 'time')),
  first_serial integer,
  last_serial integer,
  not_before text,
  not_after text,
  noticed_at text not null,
  accepted_at text not null,
  accepted_by text not null,
  accepted_why text not null
) strict;

create index acceptance_by_device on acceptance (device, seq);

alter table lost_time drop column accepted;

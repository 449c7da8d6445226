-- How often a device was marked to be counted, and up to which mark it has been: one that is set while its rows are counted stays.
alter table rollcall.tally_due
    add column marked integer not null default 1,
    add column counted integer not null default 0;

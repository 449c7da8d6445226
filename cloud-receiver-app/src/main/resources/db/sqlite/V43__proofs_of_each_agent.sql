-- What agents found is kept for each of them: a second agent, or a new journal, never replaces what another one knew. The days that are
-- there were told by whoever told of the device last; their times of comparison are not known, only when they came.
create table proof_2 (
    device_id integer not null,
    agent text not null,
    checked_at bigint not null,
    received_at bigint not null,
    told text not null,
    primary key (device_id, agent)
);
insert into proof_2 (device_id, agent, checked_at, received_at, told)
    select device_id, agent, checked_at, received_at, told from proof;

create table proof_day_2 (
    device_id integer not null,
    day integer not null,
    agent text not null,
    checked_at bigint not null,
    received_at bigint not null,
    told text not null,
    primary key (device_id, day, agent)
);
insert into proof_day_2 (device_id, day, agent, checked_at, received_at, told)
    select d.device_id, d.day, coalesce(p.agent, ''), d.received_at, d.received_at, d.told
    from proof_day d left join proof p on p.device_id = d.device_id;

drop table proof;
drop table proof_day;
alter table proof_2 rename to proof;
alter table proof_day_2 rename to proof_day;

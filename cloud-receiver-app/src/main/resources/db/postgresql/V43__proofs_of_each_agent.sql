-- What agents found is kept for each of them: a second agent, or a new journal, never replaces what another one knew. The days that are
-- there were told by whoever told of the device last; their times of comparison are not known, only when they came.
alter table rollcall.proof_day add column agent text not null default '';
alter table rollcall.proof_day add column checked_at bigint not null default 0;
update rollcall.proof_day d set checked_at = d.received_at,
    agent = coalesce((select p.agent from rollcall.proof p where p.device_id = d.device_id), '');
alter table rollcall.proof_day alter column agent drop default;
alter table rollcall.proof_day alter column checked_at drop default;
alter table rollcall.proof_day drop constraint proof_day_pkey;
alter table rollcall.proof_day add primary key (device_id, day, agent);
alter table rollcall.proof drop constraint proof_pkey;
alter table rollcall.proof add primary key (device_id, agent);

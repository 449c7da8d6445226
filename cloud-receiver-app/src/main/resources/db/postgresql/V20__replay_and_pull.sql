-- The versions of the receiver that have taken parked bodies up again, each once.
create table rollcall.inbox_replay (
    version text primary key,
    replayed_at bigint not null
);

-- The terminals that are fetched from now, so that of all receivers one does at a time. An entry whose time is over counts for nothing.
create table rollcall.device_pull (
    device text primary key,
    owner text not null,
    until bigint not null
);

-- Refused passwords, by address and a salted hash of user and password: neither is stored.
create table rollcall.pull_salt (
    one integer primary key check (one = 1),
    salt bytea not null
);
create table rollcall.pull_refusal (
    device text not null,
    credential text not null,
    refusals integer not null,
    explicit boolean not null,
    low_on_tries boolean not null,
    last_refusal bigint,
    locked_until bigint,
    primary key (device, credential)
);

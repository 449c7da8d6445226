-- People who log in. The password is kept as a slow, salted hash. Whatever is changed here ends the sessions that are open.
create table account (
    id integer primary key autoincrement,
    name text not null unique,
    password text not null,
    role text not null,
    created_at bigint not null,
    changed_at bigint not null
);

-- Links that make the first administrator, each good once and for a while. The link itself is kept nowhere.
create table setup_link (
    hash text primary key,
    expires_at bigint not null
);

-- A token may end by itself, as a replaced one does after a while.
alter table token add column expires_at bigint;

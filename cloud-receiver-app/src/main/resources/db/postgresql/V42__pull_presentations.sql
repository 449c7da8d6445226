-- How often in a row no answer came to a password, and whether the terminal took it before and has not said since that it is wrong.
alter table rollcall.pull_refusal
    add column unanswered integer not null default 0,
    add column last_unanswered bigint,
    add column accepted boolean not null default false;

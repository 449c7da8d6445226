-- How often in a row no answer came to a password, and whether the terminal took it before and has not said since that it is wrong.
alter table pull_refusal add column unanswered integer not null default 0;
alter table pull_refusal add column last_unanswered bigint;
alter table pull_refusal add column accepted integer not null default 0;

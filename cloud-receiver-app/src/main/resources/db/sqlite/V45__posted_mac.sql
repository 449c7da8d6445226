-- The MAC address that a terminal's own bodies bore first, where no administrator has given one: another one at the same address may be
-- another terminal.
alter table device add column posted_mac text;

-- Rejected lines that were repaired and added to the load that had left them out. What such a repair changes in
-- quarterdeck.load and the rows themselves come in one transaction.
alter table quarterdeck.load add column header text[];

create table quarterdeck.repair (
  id            bigint generated always as identity primary key,
  load_id       bigint      not null references quarterdeck.load,
  file          text        not null,
  rows_added    bigint      not null,
  rows_rejected bigint      not null,
  added         timestamptz not null default now(),
  who           text        not null,
  tool_version  text        not null
);

create index on quarterdeck.repair (load_id);

comment on column quarterdeck.load.header is 'The names in the file''s header: what the fields of its rejected lines are';
comment on table quarterdeck.repair is 'Repaired rejects that were added to a load, one row for each file of them';

-- One row per load. What a reader sees in a dataset's table is exactly the loads that are 'published' here:
-- both change in one transaction.
create table quarterdeck.load (
  id            bigint generated always as identity primary key,
  dataset       text        not null,
  table_name    text        not null,
  mode          text        not null check (mode in ('replace', 'append')),
  file          text        not null,
  landing       text,
  sha256        text        not null,
  bytes         bigint      not null,
  status        text        not null check (status in ('running', 'published', 'superseded', 'failed', 'rolled_back')),
  rows_read     bigint,
  rows_loaded   bigint,
  rows_rejected bigint,
  duplicates    bigint,
  columns       jsonb       not null default '[]',
  rejects_file  text,
  failure       text,
  superseded_by bigint references quarterdeck.load,
  started       timestamptz not null default now(),
  finished      timestamptz,
  dropped       timestamptz,
  who           text        not null,
  tool_version  text        not null
);

create index on quarterdeck.load (dataset, status);
create index on quarterdeck.load (dataset, sha256);

comment on table quarterdeck.load is 'The ledger of Quarterdeck: one row per load';
comment on column quarterdeck.load.columns is 'Per column: name, nulls, distinct (approximate), min, max, mean, sum';
comment on column quarterdeck.load.superseded_by is 'The load that took this one''s place; rolling that one back publishes this one again';
comment on column quarterdeck.load.dropped is 'When the rows of this load were dropped, by retention or after a failure';

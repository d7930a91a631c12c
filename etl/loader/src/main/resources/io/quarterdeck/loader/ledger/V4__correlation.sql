-- The id that the log, the run of the job, the report and the traces of a load also contain.
alter table quarterdeck.load add column correlation_id text;
alter table quarterdeck.repair add column correlation_id text;

create index on quarterdeck.load (correlation_id);

comment on column quarterdeck.load.correlation_id is 'The command or the run of the job that loaded it, as in its log';
comment on column quarterdeck.repair.correlation_id is 'The command that added the rows, as in its log';

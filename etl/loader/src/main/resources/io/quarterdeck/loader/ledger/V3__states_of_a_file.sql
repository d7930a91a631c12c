-- What docs/file-states.md needs: a status for loads that were interrupted, the content of compressed files,
-- and what decides whether the job may replace a published load.
alter table quarterdeck.load drop constraint load_status_check;
alter table quarterdeck.load add constraint load_status_check
  check (status in ('running', 'published', 'superseded', 'failed', 'rolled_back', 'interrupted'));

alter table quarterdeck.load add column file_sha256 text;
alter table quarterdeck.load add column landed timestamptz;
alter table quarterdeck.load add column watermark timestamptz;
alter table quarterdeck.load add column definition text;
alter table quarterdeck.load add column repairs integer not null default 0;

-- Earlier versions kept the digest of a compressed file as it is on disk, and called a dead load failed.
update quarterdeck.load set file_sha256 = sha256 where lower(file) like '%.gz';
update quarterdeck.load set status = 'interrupted'
  where status = 'failed' and failure = 'The loader died; the next load cleaned up after it.';
update quarterdeck.load set watermark = finished
  where status = 'published' and who not like 'run %';
update quarterdeck.load l set repairs = (select count(*) from quarterdeck.repair r where r.load_id = l.id);

create index on quarterdeck.load (table_name, status);

comment on column quarterdeck.load.sha256 is 'SHA-256 of the file''s content, uncompressed; of a compressed file that a version before this column loaded: of the file itself';
comment on column quarterdeck.load.file_sha256 is 'SHA-256 of the file itself where it is compressed';
comment on column quarterdeck.load.landed is 'When the file landed in landing/, for a load by the job';
comment on column quarterdeck.load.watermark is 'The job replaces a published load only by a file that landed at or after this moment';
comment on column quarterdeck.load.definition is 'What the dataset file said of the file and its columns';
comment on column quarterdeck.load.repairs is 'How many times rejects were repaired and added or replaced';

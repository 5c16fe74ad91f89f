-- Times in a row that the database failed the run's worker, without a new checkpoint between.
alter table run add column setbacks integer default 0 not null;

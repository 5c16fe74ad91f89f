-- What was striking about the training rows when the run was taken in; null in runs that are older than this.
alter table run add column data_facts_json text;
-- How the run fits and how its layers stand, written with its checkpoints and its end.
alter table run add column diagnosis_json text;

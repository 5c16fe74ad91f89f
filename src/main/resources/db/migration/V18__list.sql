-- What a list of runs is filtered and sorted by: a page is a piece of one of these, however many runs there are.
create index run_by_name on run (tenant, name, id);
create index run_by_priority on run (tenant, priority, id);
create index run_by_status_and_age on run (tenant, status, created_at, id);
create index run_by_dataset_and_age on run (tenant, dataset_id, created_at, id);

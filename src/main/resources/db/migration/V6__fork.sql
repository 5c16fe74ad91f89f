-- Where a run comes from, and which numerics it was trained with.
alter table run add column parent_run varchar(40);
alter table run add column parent_epoch integer;
-- what of the parent's state besides the weights goes on, by name, separated by spaces
alter table run add column inherited varchar(100);
alter table run add column verifies varchar(40);
alter table run add column expected_digest varchar(80);
-- of the node that claimed it first
alter table run add column numerics_version integer;
-- a node with another one has gone on with it
alter table run add column numerics_mixed boolean default false not null;

create index run_by_parent on run (parent_run, id);

-- the copied state that a fork starts from; it is kept as long as the fork
alter table run_checkpoint add column start_state boolean default false not null;
-- no optimizer state, no place in the epoch
alter table run_checkpoint add column weights_only boolean default false not null;

update run_checkpoint set weights_only = true where kind = 'BEST';

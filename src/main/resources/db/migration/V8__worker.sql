-- When a run's turn came up: submitted, resumed, or having given way to others. A run that was interrupted keeps its turn.
alter table run add column turn_at timestamp(6) with time zone;
update run set turn_at = created_at;
alter table run alter column turn_at set not null;
-- When a run that trains agreed to make room for this one: no other has to, for a while.
alter table run add column promised_at timestamp(6) with time zone;
-- Times that a worker made no progress with it.
alter table run add column stalls integer default 0 not null;
drop index run_by_status;
create index run_by_turn on run (status, priority desc, turn_at, id);

-- The sweep that leads the run as one of its trials; it may be deleted meanwhile.
alter table run add column sweep varchar(40);
-- The epoch at whose end the run rests until its sweep lets it go on.
alter table run add column pause_at_epoch integer;

create index run_by_sweep on run (sweep, id);

-- A search over run requests. What becomes of its trials is decided from the rows below, under the lock of this one.
create table sweep (
    id varchar(40) not null primary key,
    name varchar(400) not null,
    status varchar(16) not null,
    run_request text not null,
    search text not null,
    metric varchar(40) not null,
    direction varchar(16) not null,
    max_concurrent integer,
    -- epochs at which trials are compared and most are stopped, separated by spaces; empty where each trains to its end
    rungs varchar(400) not null,
    -- of the trials of a bracket, one in so many goes on from a rung
    reduction_factor integer not null,
    created_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    constraint sweep_name_unique unique (name)
);

create index sweep_by_status on sweep (status);

create table sweep_trial (
    sweep_id varchar(40) not null,
    -- from 1
    trial integer not null,
    -- number of its first trial: the trials of a bracket compete with each other
    bracket integer not null,
    run_id varchar(40) not null,
    -- a JSON object of values by pointer
    parameters text not null,
    -- legs of the way that the run was let go for, up to a rung or to its end
    legs integer not null,
    -- best value of the objective up to each rung, separated by spaces, - for none; once written it stays
    rung_values varchar(1000) not null,
    outcome varchar(16) not null,
    -- best value of the objective up to where the trial came; null for none
    best_value double precision,
    stopped_at_rung integer,
    primary key (sweep_id, trial)
);

-- Runs that were deleted and whose epochs, events and checkpoints are still to be removed.
create table run_leftover (
    run_id varchar(40) not null primary key
);

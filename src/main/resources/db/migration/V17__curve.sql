-- A figure of 2048 epochs in a row as doubles, written with the last of them: a long curve is read as a few of these instead of a row per epoch.
create table run_curve (
    run_id varchar(40) not null,
    figure varchar(40) not null,
    -- that is on record
    first_epoch integer not null,
    -- big-endian; NaN where there is none
    data bytea not null,
    primary key (run_id, figure, first_epoch)
);

-- One row: which installation this database belongs to. The data directory of the embedded database holds the same in a file.
create table instance (
    id varchar(40) not null primary key,
    -- rises with each start and each orderly end, so that an old copy of either side is found out
    generation bigint not null,
    created_at timestamp(6) with time zone not null
);

-- Written over and over to see whether a commit still succeeds.
create table commit_probe (
    id integer not null primary key,
    probed_at timestamp(6) with time zone not null
);

insert into commit_probe (id, probed_at) values (1, current_timestamp);

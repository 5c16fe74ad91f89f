-- A name that stands for a state of a run, which may change; of its versions one is served.
create table deployment (
    id varchar(40) not null primary key,
    tenant varchar(63) not null,
    name varchar(400) not null,
    version integer not null,
    -- the highest that was given
    last_version integer not null,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    constraint deployment_name_unique unique (tenant, name)
);

create table deployment_version (
    id varchar(60) not null primary key,
    tenant varchar(63) not null,
    deployment varchar(40) not null,
    version integer not null,
    run varchar(40) not null,
    checkpoint varchar(16) not null,
    -- a second state that answers so many of 100 requests
    split_run varchar(40),
    split_checkpoint varchar(16),
    split_percent integer,
    created_at timestamp(6) with time zone not null
);

create index deployment_version_of on deployment_version (deployment, version);
create index deployment_version_by_run on deployment_version (run);
create index deployment_version_by_split_run on deployment_version (split_run);

-- The specification as it was asked for, without its defaults: some of them depend on the run that uses it.
create table model (
    id varchar(40) not null primary key,
    name varchar(400) not null,
    description text,
    spec text not null,
    created_at timestamp(6) with time zone not null,
    constraint model_name_unique unique (name)
);

-- A dataset is written chunk by chunk under a row in state STORING that nobody sees; one update makes it READY.
-- Until then it has no name, so an upload that fails never blocks one.
create table dataset (
    id varchar(40) not null primary key,
    state varchar(16) not null,
    -- 200 characters of any plane: H2 counts UTF-16 units
    name varchar(400),
    row_count bigint not null,
    chunk_rows integer not null,
    stored_bytes bigint not null,
    sha256 varchar(64),
    columns_json text not null,
    warnings_json text not null,
    created_at timestamp(6) with time zone not null,
    touched_at timestamp(6) with time zone not null,
    constraint dataset_name_unique unique (name)
);

create index dataset_by_state on dataset (state, id);

-- Values of one column, deflated. Rows chunk_index * chunk_rows and following.
create table dataset_chunk (
    dataset_id varchar(40) not null,
    column_index integer not null,
    chunk_index integer not null,
    data bytea not null,
    primary key (dataset_id, column_index, chunk_index)
);

-- The distinct values of a categorical column in the order of their first appearance, deflated, in parts.
create table dataset_category (
    dataset_id varchar(40) not null,
    column_index integer not null,
    part_index integer not null,
    data bytea not null,
    primary key (dataset_id, column_index, part_index)
);

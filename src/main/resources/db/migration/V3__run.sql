-- One training. Clients believe this row; the queue only wakes workers up. Every write of a worker names the attempt it belongs to.
create table run (
    id varchar(40) not null primary key,
    name varchar(400) not null,
    status varchar(16) not null,
    stop_reason varchar(16),
    attempt integer not null,
    -- claims in a row without a new checkpoint
    claims integer not null,
    -- the queue entry whose execution holds the run
    queue_entry varchar(100),
    priority integer not null,
    dataset_id varchar(40) not null,
    dataset_sha256 varchar(64) not null,
    validation_dataset_id varchar(40),
    model_id varchar(40),
    requested_spec text not null,
    effective_spec text not null,
    warnings_json text not null,
    parameters bigint not null,
    memory_bytes bigint not null,
    operations_per_epoch double precision not null,
    epochs integer not null,
    -- number of the run's last event; taken under the row's lock
    event_seq bigint not null,
    epochs_done integer not null,
    latest_json text,
    best_epoch integer,
    best_metric varchar(40),
    best_value double precision,
    samples_per_second double precision,
    epoch_millis double precision,
    failure_code varchar(16),
    failure_detail text,
    failure_epoch integer,
    failure_batch integer,
    weights_digest varchar(80),
    created_at timestamp(6) with time zone not null,
    queued_at timestamp(6) with time zone not null,
    started_at timestamp(6) with time zone,
    finished_at timestamp(6) with time zone
);

create index run_by_status on run (status, priority desc, created_at, id);
create index run_by_age on run (created_at, id);
create index run_by_dataset on run (dataset_id, status);
create index run_by_validation_dataset on run (validation_dataset_id, status);
create index run_by_queue_entry on run (queue_entry);

create table run_label (
    run_id varchar(40) not null,
    name varchar(200) not null,
    label_value varchar(400) not null,
    primary key (run_id, name)
);

create index run_label_by_value on run_label (name, label_value, run_id);

-- One finished epoch; it is an event as well and has its number from the same sequence.
create table run_epoch (
    run_id varchar(40) not null,
    epoch integer not null,
    seq bigint not null,
    attempt integer not null,
    happened_at timestamp(6) with time zone not null,
    train_loss double precision not null,
    val_loss double precision,
    metrics varchar(500) not null,
    learning_rate double precision not null,
    gradient_norm double precision not null,
    duration_millis double precision not null,
    primary key (run_id, epoch)
);

create table run_event (
    run_id varchar(40) not null,
    seq bigint not null,
    type varchar(16) not null,
    happened_at timestamp(6) with time zone not null,
    attempt integer not null,
    data_json text not null,
    primary key (run_id, seq)
);

-- Its chunks are written before; this row, written under the run's attempt, makes them visible.
create table run_checkpoint (
    id varchar(40) not null primary key,
    run_id varchar(40) not null,
    epoch integer not null,
    -- mini-batches that were done after that epoch
    batch integer not null,
    kind varchar(16) not null,
    metrics varchar(500) not null,
    bytes bigint not null,
    sha256 varchar(64) not null,
    created_at timestamp(6) with time zone not null
);

create index run_checkpoint_by_run on run_checkpoint (run_id, id);

create table run_checkpoint_chunk (
    checkpoint_id varchar(40) not null,
    chunk_index integer not null,
    run_id varchar(40) not null,
    data bytea not null,
    primary key (checkpoint_id, chunk_index)
);

create index run_checkpoint_chunk_by_run on run_checkpoint_chunk (run_id);

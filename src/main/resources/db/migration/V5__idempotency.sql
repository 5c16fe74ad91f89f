-- One row per Idempotency-Key: what was asked (a hash) and what was answered. Written in the transaction of the resource, kept for 24 hours.
create table idempotency (
    idempotency_key varchar(255) primary key,
    fingerprint     varchar(64)                 not null,
    created_at      timestamp(6) with time zone not null,
    status          integer,
    location        varchar(2000),
    body            text
);

create index idempotency_created_at on idempotency (created_at);

-- Whose a row is. What was stored without credentials, also by a node that does not know of tenants yet, belongs to the tenant default.
alter table dataset add column tenant varchar(63) default 'default' not null;
alter table model add column tenant varchar(63) default 'default' not null;
alter table run add column tenant varchar(63) default 'default' not null;
alter table sweep add column tenant varchar(63) default 'default' not null;

-- Names are unique for each tenant.
alter table dataset drop constraint dataset_name_unique;
alter table dataset add constraint dataset_name_unique unique (tenant, name);
alter table model drop constraint model_name_unique;
alter table model add constraint model_name_unique unique (tenant, name);
alter table sweep drop constraint sweep_name_unique;
alter table sweep add constraint sweep_name_unique unique (tenant, name);

-- The list of a tenant's runs, newest first.
drop index run_by_age;
create index run_by_age on run (tenant, created_at, id);

-- Before the key stands its tenant with a line break, which no key has; nothing for the tenant default.
alter table idempotency alter column idempotency_key set data type varchar(320);

create table api_key (
    id varchar(40) not null primary key,
    tenant varchar(63) not null,
    name varchar(400) not null,
    key_role varchar(16) not null,
    -- by which it is found
    prefix varchar(16) not null,
    -- SHA-256 of the whole text, which is stored nowhere
    digest varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    revoked_at timestamp(6) with time zone,
    constraint api_key_prefix_unique unique (prefix)
);

create index api_key_by_tenant on api_key (tenant, id);

-- The next run of each tenant, and how many a tenant has waiting or training, without a look at the others.
create index run_by_tenant_turn on run (status, tenant, priority desc, turn_at, id);

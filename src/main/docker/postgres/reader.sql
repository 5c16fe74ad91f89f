-- Run once, as the owner of the database, when PostgreSQL sets up an empty volume: whom Grafana reads as.
-- A database that is older gets the role by the same statements: psql --username=descent --dbname=descent --file=reader.sql
\getenv password DESCENT_READER_PASSWORD
create role descent_reader login password :'password' connection limit 20;
alter role descent_reader set default_transaction_read_only = on;
alter role descent_reader set statement_timeout = '10s';
-- All tables, since Flyway makes them later: it reads what whoever may call the service can read, and changes nothing.
alter default privileges in schema public grant select on tables to descent_reader;
grant usage on schema public to descent_reader;
grant select on all tables in schema public to descent_reader;

-- Run once as the database administrator: two roles, one database.
--   tani_owner  owns the tables and changes them: migrations and backups only
--   tani        the site: reads and writes rows; no tables of its own, no truncation
-- psql asks for the two passwords.
\set ON_ERROR_STOP on
CREATE ROLE tani_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 5;
CREATE ROLE tani LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 60;
\password tani_owner
\password tani
CREATE DATABASE tani OWNER tani_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE tani FROM PUBLIC;
GRANT CONNECT ON DATABASE tani TO tani;
ALTER ROLE tani IN DATABASE tani SET statement_timeout = '60s';
ALTER ROLE tani IN DATABASE tani SET idle_in_transaction_session_timeout = '60s';
\connect tani
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO tani;
ALTER DEFAULT PRIVILEGES FOR ROLE tani_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tani;
ALTER DEFAULT PRIVILEGES FOR ROLE tani_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO tani;

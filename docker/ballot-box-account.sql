-- For a ballot box that keeps its ballots in Postgres (CANOPY_BOX_DATABASE). Run once by whoever runs
-- the server, with psql, connected to the members' database; then give the account a password:
--   psql -d canopy -f docker/ballot-box-account.sql
--   psql -d canopy -c '\password canopy_box'
-- The account of the app must be no superuser, or it can read everything here as well.

-- May sign in and nothing else.
create role canopy_box login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;

-- A line in the server's log has a time, and so would be the time of a ballot.
alter role canopy_box set log_statement = 'none';
alter role canopy_box set log_min_duration_statement = -1;
alter role canopy_box set log_min_error_statement = 'panic';
alter role canopy_box set log_min_messages = 'panic';
alter role canopy_box set log_duration = off;

-- Its own database, which nobody else may enter; and it may not enter that of the members.
create database canopy_box owner canopy_box template template0 encoding 'UTF8';
revoke connect, temporary on database canopy_box from public;
revoke connect, temporary on database canopy from public;

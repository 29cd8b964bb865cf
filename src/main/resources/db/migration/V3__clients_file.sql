-- Disabling a client ends its sign-ins, deleting one takes along what is its: neither should read a whole table.

create index refresh_families_client on refresh_families (client_id);
create index consents_client on consents (client_id);
create index logout_notices_client on logout_notices (client_id);

-- Which clients file holds: the one that came last. A replica that has another corrects nothing.

create table clients_file (
  one     boolean primary key default true check (one),
  digest  bytea not null,                                  -- SHA-256 of the file and its secrets
  since   timestamptz not null default now()
);

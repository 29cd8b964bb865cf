-- What clients are still to be told of revocations (RFC 8935), and what they would not hear.

create table security_events (
  id          uuid primary key default gen_random_uuid(), -- the security event token's jti
  -- Whom to tell. No foreign key: its lock on the client would come after the one that orders revocations, and whoever
  -- changes a client takes them the other way round.
  client_id   text not null,
  kind        text not null,                              -- of the revocation, as its value and cut
  value       text not null,
  cut         bigint,
  attempts    integer not null default 0,
  next_at     timestamptz not null default now(),         -- infinity once it was given up
  created_at  timestamptz not null default now(),
  failed_at   timestamptz,                                -- when it was given up
  last_error  text
);
create index security_events_next on security_events (next_at);
create index security_events_client on security_events (client_id, next_at);
create index security_events_created on security_events (created_at, id);
create index security_events_failed on security_events (failed_at) where failed_at is not null;
create index clients_security_events on clients (client_id) where security_events_uri is not null;

create function forget_security_events() returns trigger language plpgsql as $$
begin
  delete from security_events where client_id = old.client_id;
  return null;
end $$;
create trigger clients_security_events after delete on clients
  for each row execute function forget_security_events();

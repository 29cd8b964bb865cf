-- What must not be lost. Times are the database's clock; secrets are hashed or sealed before they come here.

-- People --------------------------------------------------------------------------------------------------

create table users (
  id                  uuid primary key,                    -- UUIDv7
  status              text not null default 'ACTIVE' check (status in ('ACTIVE', 'DISABLED')),
  credential_version  integer not null default 0,          -- moves with every password change
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now()
);

create table user_identifiers (
  kind        text not null check (kind in ('username', 'email', 'phone')),
  value       text not null,                               -- normalised: what is unique and looked up
  display     text not null,                               -- as the person wrote it
  verified    boolean not null default false,
  user_id     uuid not null references users on delete cascade,
  primary key (kind, value),
  unique (user_id, kind)
);

create table password_credentials (
  user_id     uuid primary key references users on delete cascade,
  phc         text not null,                               -- PHC string, never the password
  updated_at  timestamptz not null default now()
);

-- Clients -------------------------------------------------------------------------------------------------

create table clients (
  client_id                         text primary key,
  client_name                       text not null,
  client_secret_hash                bytea,                 -- SHA-256 of a random secret; null: a public client
  token_endpoint_auth_method        text not null,
  grant_types                       text[] not null default '{}',
  redirect_uris                     text[] not null default '{}',
  scope                             text not null default '',
  default_audience                  text[] not null default '{}',
  may_introspect                    boolean not null default true,
  may_assert_client_ip              boolean not null default false,
  enabled                           boolean not null default true,
  created_at                        timestamptz not null default now(),
  updated_at                        timestamptz not null default now()
);

-- Whoever signs in with a password over the JSON API and names no client signs in here.
insert into clients (client_id, client_name, token_endpoint_auth_method, grant_types, scope, may_introspect) values
  ('signet', 'Signet', 'none', '{urn:signet:grant-type:first-party-login,refresh_token}',
   'openid profile email phone address offline_access signet:account', false);

-- Keys ----------------------------------------------------------------------------------------------------

create table signing_keys (
  kid            text primary key,                         -- RFC 7638 thumbprint; random for a MAC key
  use            text not null check (use in ('sig', 'refresh-mac')),
  alg            text not null,
  state          text not null check (state in ('NEXT', 'ACTIVE', 'RETIRED')),
  public_jwk     text,                                     -- null for a MAC key
  sealed_key     bytea not null,                           -- AES-256-GCM under the key-encryption key
  created_at     timestamptz not null default now(),
  active_from    timestamptz,
  retired_at     timestamptz,
  expires_at     timestamptz                               -- when its last token is dead
);
create unique index one_active_key on signing_keys (use, alg) where state = 'ACTIVE';

-- Sign-ins ------------------------------------------------------------------------------------------------

create sequence status_list_entries;

create table refresh_families (
  id             uuid primary key,                         -- the sid of every token of the sign-in
  user_id        uuid not null references users on delete cascade,
  client_id      text not null references clients on delete cascade,
  jkt            text,                                     -- RFC 9449 key thumbprint; null: bearer
  scope          text not null,
  audience       text[] not null,
  secret_hash    bytea not null,                           -- SHA-256 of the family's secret
  generation     integer not null default 0,
  status_entry   bigint not null default nextval('status_list_entries'),
  ip             text,
  user_agent     text,
  created_at     timestamptz not null default now(),
  rotated_at     timestamptz not null default now(),
  idle_expires_at timestamptz not null,
  expires_at     timestamptz not null,
  revoked_at     timestamptz
);
create index refresh_families_user on refresh_families (user_id) where revoked_at is null;
create index refresh_families_expiry on refresh_families (expires_at);

-- Revocations ---------------------------------------------------------------------------------------------

-- Numbers are taken under an advisory lock that is held until the commit: whoever sees a number has seen all below it.
create sequence revocation_numbers;

create table revocations (
  seq         bigint primary key default nextval('revocation_numbers'),
  kind        text not null check (kind in ('jti', 'sid', 'client', 'kid')),
  value       text not null,
  cut         bigint,                                      -- client, kid: tokens with iat <= cut (epoch seconds)
  revoked_at  timestamptz not null default now(),
  expires_at  timestamptz not null                         -- when the last token it can name is dead
);
create index revocations_expiry on revocations (expires_at);
create index revocations_value on revocations (kind, value);

-- Limits and verification codes ---------------------------------------------------------------------------

create table limit_policies (
  name            text primary key,
  enabled         boolean not null,
  window_seconds  integer not null check (window_seconds between 1 and 86400),
  threshold       integer not null check (threshold between 1 and 1000),
  subject         text not null check (subject in ('ip', 'account')),
  action          text not null check (action in ('refuse', 'captcha')),
  updated_at      timestamptz not null default now()
);
insert into limit_policies (name, enabled, window_seconds, threshold, subject, action) values
  ('registration',          true,  300,  3, 'ip',      'refuse'),
  ('login-failure',         true,  300,  3, 'ip',      'captcha'),
  ('login-failure-account', true, 3600, 10, 'account', 'captcha');

create table spent_challenges (
  id          bytea primary key,                           -- SHA-256 of the challenge's id
  expires_at  timestamptz not null
);
create index spent_challenges_expiry on spent_challenges (expires_at);

-- What happened -------------------------------------------------------------------------------------------

create table audit_events (
  id       uuid primary key,                               -- UUIDv7: sorts by time
  at       timestamptz not null default now(),
  type     text not null,
  actor    text,                                           -- a sub or client_id; null: nobody signed in
  subject  text,                                           -- whom or what it was done to
  ip       text,
  detail   jsonb not null default '{}'
);
create index audit_events_subject on audit_events (subject, id);

create function refuse_update() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger audit_events_append_only before update on audit_events
  for each statement execute function refuse_update();

-- Versions: what a replica holds in memory is stale when its table's version moved ---------------------------

create table table_versions (
  name     text primary key,
  version  bigint not null
);
insert into table_versions (name, version) values ('clients', 0), ('signing_keys', 0), ('limit_policies', 0);

create function advance_version() returns trigger language plpgsql as $$
begin
  update table_versions set version = version + 1 where name = tg_table_name;
  return null;
end $$;
create trigger clients_version after insert or update or delete or truncate on clients
  for each statement execute function advance_version();
create trigger signing_keys_version after insert or update or delete or truncate on signing_keys
  for each statement execute function advance_version();
create trigger limit_policies_version after insert or update or delete or truncate on limit_policies
  for each statement execute function advance_version();

-- The OpenID Connect provider: what a client may say of itself, the browser's session, consent, profile, logout.

-- Clients: RFC 7591 §2's metadata, and ours -----------------------------------------------------------------

alter table clients
  add column application_type                   text not null default 'web' check (application_type in ('web', 'native')),
  add column client_uri                         text,
  add column logo_uri                           text,
  add column policy_uri                         text,
  add column tos_uri                            text,
  add column contacts                           text[] not null default '{}',
  add column jwks                               text,      -- RFC 7517 §5, by value; never beside jwks_uri
  add column jwks_uri                           text,
  add column token_endpoint_auth_signing_alg    text,      -- of an assertion; null: any that fits the method
  add column tls_client_auth_subject_dn         text,      -- RFC 8705 §2.1.2: exactly one of the five
  add column tls_client_auth_san_dns            text,
  add column tls_client_auth_san_uri            text,
  add column tls_client_auth_san_ip             text,
  add column tls_client_auth_san_email          text,
  add column tls_client_certificate_bound_access_tokens boolean not null default false,
  add column dpop_bound_access_tokens           boolean not null default false,
  add column require_pushed_authorization_requests boolean not null default false,
  add column require_pkce                       boolean not null default true,  -- ours; of a public client always
  add column skip_consent                       boolean not null default false, -- ours: a client of the same party
  add column default_max_age                    integer,
  add column id_token_signed_response_alg       text not null default 'RS256',
  add column userinfo_signed_response_alg       text,      -- null: plain JSON
  add column introspection_signed_response_alg  text not null default 'RS256',
  add column access_token_signed_response_alg   text not null default 'RS256',
  add column access_token_typ                   text not null default 'at+jwt' check (access_token_typ in ('at+jwt', 'JWT')),
  add column subject_type                       text not null default 'public' check (subject_type in ('public', 'pairwise')),
  add column sector_identifier_uri              text,
  add column sector_identifier                  text,      -- the host that pairwise subjects are made for
  add column allowed_resources                  text[] not null default '{}', -- ours: what it may name as RFC 8707 resource
  add column own_resources                      text[] not null default '{}', -- ours: the resource server that it is itself
  add column post_logout_redirect_uris          text[] not null default '{}',
  add column backchannel_logout_uri             text,
  add column backchannel_logout_session_required boolean not null default false,
  -- The secret itself, sealed, only where it is an HMAC key: client_secret_jwt and HS256.
  add column client_secret_sealed               bytea,
  add column client_secret_expires_at           timestamptz,
  -- The secret before this one, good until the overlap ends.
  add column previous_secret_hash               bytea,
  add column previous_secret_sealed             bytea,
  add column previous_secret_expires_at         timestamptz,
  -- Who made it: the operators' API, the file, dynamic registration, the settings.
  add column origin                             text not null default 'api' check (origin in ('api', 'file', 'registration', 'settings')),
  add column registration_token_hash            bytea;     -- RFC 7592: SHA-256 of the registration access token

-- People: the claims of OpenID Connect Core 1.0 §5.1 that are not identifiers ---------------------------------

create table profiles (
  user_id     uuid primary key references users on delete cascade,
  claims      jsonb not null default '{}',
  updated_at  timestamptz not null default now()
);

-- The browser's sign-in -------------------------------------------------------------------------------------

create table sessions (
  id                  uuid primary key,                    -- never the cookie, never a sid
  secret_hash         bytea not null unique,               -- SHA-256 of the cookie's secret
  user_id             uuid not null references users on delete cascade,
  auth_time           timestamptz not null,                -- when the person last proved who they are
  amr                 text[] not null default '{}',        -- RFC 8176
  ip                  text,
  user_agent          text,
  created_at          timestamptz not null default now(),
  last_used_at        timestamptz not null default now(),
  expires_at          timestamptz not null,
  revoked_at          timestamptz
);
create index sessions_user on sessions (user_id) where revoked_at is null;
create index sessions_expiry on sessions (expires_at);

alter table refresh_families
  add column session_id   uuid references sessions on delete set null,
  add column auth_time    timestamptz,                     -- null: at created_at
  add column amr          text[] not null default '{pwd}',
  add column nonce        text,
  add column claims       text,                            -- the claims parameter (OpenID Connect Core 1.0 §5.5) as JSON
  add column x5t_s256     text,                            -- RFC 8705 §3.1 certificate thumbprint; null: not bound
  add column offline      boolean not null default false;  -- offline_access: outlives the browser session
create index refresh_families_session on refresh_families (session_id) where revoked_at is null;

-- What a person agreed that a client may have -----------------------------------------------------------------

create table consents (
  user_id     uuid not null references users on delete cascade,
  client_id   text not null references clients on delete cascade,
  scope       text[] not null,
  claims      text[] not null default '{}',                -- claims asked for one by one, beyond what the scope gives
  granted_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (user_id, client_id)
);

-- Back-channel logout: what is still to be told (OpenID Connect Back-Channel Logout 1.0) -----------------------

create table logout_notices (
  id          uuid primary key,                            -- the logout token's jti
  client_id   text not null references clients on delete cascade,
  sub         text not null,
  sid         text not null,
  attempts    integer not null default 0,
  next_at     timestamptz not null default now(),
  created_at  timestamptz not null default now()
);
create index logout_notices_next on logout_notices (next_at);

-- Replay marks where Redis is away: DPoP proofs and assertions (RFC 9449 §11.1, RFC 7523 §3) --------------------

create table replay_marks (
  id          bytea primary key,                           -- SHA-256 of what was seen
  expires_at  timestamptz not null
);
create index replay_marks_expiry on replay_marks (expires_at);

-- Its own pages sign in at the built-in client too; it asks nobody's consent for what is its own.
update clients set skip_consent = true, origin = 'settings' where client_id = 'signet';

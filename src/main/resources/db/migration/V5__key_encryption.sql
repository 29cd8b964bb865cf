-- Which key-encryption key sealed a value, so that one can be replaced by the next. Null: sealed before keys had ids.

alter table signing_keys add column sealed_by text;
alter table clients
  add column client_secret_sealed_by    text,
  add column previous_secret_sealed_by  text;

-- Secrets that outlive the key-encryption key they are sealed under: whatever is made with them must stay what it is.

create table kept_secrets (
  name        text primary key,
  sealed      bytea not null,                              -- AES-256-GCM under the key-encryption key
  sealed_by   text,
  created_at  timestamptz not null default now()
);

-- Key-encryption keys that a service elsewhere has wrapped: it alone opens them.

create table wrapped_keys (
  provider    text not null,
  id          text not null,                               -- of the key inside
  wrapped     text not null,                               -- as the provider wrote it
  created_at  timestamptz not null default now(),
  wrapped_at  timestamptz not null default now(),
  primary key (provider, id)
);

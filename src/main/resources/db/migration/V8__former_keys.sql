-- The public parts of keys that are gone: an ID token that comes back as a hint is older than any token that is still good.

create table former_keys (
  kid         text primary key,
  alg         text not null,
  public_jwk  text not null,
  forget_at   timestamptz not null                         -- when no sign-in has an ID token of it any more
);

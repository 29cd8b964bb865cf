-- What a statement costs stays the same as its table grows: each finds its rows by an index, and so do the foreign keys.

-- An index takes some seconds a million rows, and writes to its table wait meanwhile. Where that is too long: make those of
-- the large tables beforehand, by hand, by the names here, with `create index concurrently`.

-- A person's and a session's rows, the ended ones too: what is deleted looks for all that refer to it. ------------

create index if not exists refresh_families_of_user on refresh_families (user_id, revoked_at);
create index if not exists refresh_families_of_session on refresh_families (session_id, revoked_at) where session_id is not null;
create index if not exists sessions_of_user on sessions (user_id, revoked_at);
drop index refresh_families_user;
drop index refresh_families_session;
drop index sessions_user;

-- What has ended goes after a day. ---------------------------------------------------------------------------------

create index if not exists sessions_revoked on sessions (revoked_at) where revoked_at is not null;
create index if not exists logout_notices_created on logout_notices (created_at);

-- What is due, client by client. -----------------------------------------------------------------------------------

create index if not exists logout_notices_due on logout_notices (client_id, next_at);
drop index logout_notices_client;

-- Dead letters and living ones are listed apart. -------------------------------------------------------------------

create index if not exists security_events_dead on security_events (created_at, id) where failed_at is not null;
create index if not exists security_events_alive on security_events (created_at, id) where failed_at is null;
drop index security_events_created;

-- Who made a client, and whether any has its tokens signed so. -----------------------------------------------------

create index if not exists clients_origin on clients (origin);
create index if not exists clients_id_token_alg on clients (id_token_signed_response_alg);
create index if not exists clients_userinfo_alg on clients (userinfo_signed_response_alg);
create index if not exists clients_introspection_alg on clients (introspection_signed_response_alg);
create index if not exists clients_access_token_alg on clients (access_token_signed_response_alg);

-- A refresh writes to no column that has an index. Where its page has room, no index is written to either: in a table of a
-- million sign-ins a page that was filled to its end had none, and every refresh wrote to all of them.

alter table refresh_families set (fillfactor = 85);
alter table sessions set (fillfactor = 90);

-- So many rows that reading a table to its end costs more than any statement may. Few clients hold nearly everything, as in
-- life: an index on a client alone then leads to too many rows. Foreign keys hold by construction, and are not checked.
set session_replication_role = replica;

insert into clients (client_id, client_name, token_endpoint_auth_method, security_events_uri, backchannel_logout_uri, origin)
  select 'client-' || i, 'Client ' || i, 'none', case when i % 2500 = 0 then 'https://client.example/events' end,
    case when i % 2 = 0 then 'https://client.example/logout' end,
    case when i % 1000 = 0 then 'file' else 'registration' end
  from generate_series(1, 5000) i;
insert into users (id) select uuidv7(make_interval(secs => i - 10000)) from generate_series(1, 10000) i;
insert into user_identifiers (kind, value, display, user_id)
  select kind, 'name' || row_number() over (), 'Name', id from users, unnest(array['username', 'email']) kind;
insert into password_credentials (user_id, phc) select id, '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA' from users;
insert into profiles (user_id) select id from users;
insert into consents (user_id, client_id, scope) select id, 'client-' || 1 + i % 5, '{openid}'
  from (select id, row_number() over () as i from users) u;
insert into sessions (id, secret_hash, user_id, auth_time, expires_at, revoked_at)
  select gen_random_uuid(), sha256(uuid_send(id)), id, now(), now() + i * interval '5 minutes',
    case when i % 10 = 0 then now() - i * interval '1 second' end
  from (select id, row_number() over () as i from users) u;
insert into refresh_families
    (id, user_id, client_id, session_id, scope, audience, secret_hash, status_entries, idle_expires_at, expires_at, revoked_at)
  select gen_random_uuid(), user_id, 'client-' || 1 + i % 5, case when i % 2 = 0 then id end, 'openid profile offline_access',
    '{https://api.example}', sha256(uuid_send(id)), '{1048577}', now() + interval '14 days', now() + i * interval '5 minutes',
    case when i % 10 = 0 then now() - i * interval '1 second' end
  from (select *, row_number() over () as i from sessions) s;
insert into revocations (kind, value, status_entries, expires_at)
  select 'sid', id::text, status_entries, now() + i * interval '1 second'
  from (select *, row_number() over () as i from refresh_families) f;
insert into logout_notices (id, client_id, sub, sid, next_at)
  select id, client_id, user_id::text, id::text, now() + i * interval '10 milliseconds' - interval '1 minute'
  from (select *, row_number() over () as i from refresh_families) f;
insert into security_events (client_id, kind, value, next_at, failed_at, created_at)
  select client_id, 'sid', id::text, case when i % 2 = 0 then 'infinity' else now() + i * interval '10 milliseconds' end,
    case when i % 2 = 0 then now() - i * interval '2 minutes' end, now() - i * interval '2 minutes'
  from (select *, row_number() over () as i from refresh_families) f;
insert into status_blocks (list, first_unit, units, client_id)
  select 1, i * 16, 16, case when i % 4 = 0 then 'client-' || i % 40 end from generate_series(1, 10000) i;
insert into replay_marks (id, expires_at) select sha256(uuid_send(id)), expires_at from sessions;
insert into spent_challenges (id, expires_at) select sha256(uuid_send(id)), expires_at from sessions;
insert into audit_events (id, type, actor, subject)
  select uuidv7(make_interval(secs => i - 10000)), 'login.succeeded', id::text, id::text
  from (select id, row_number() over () as i from users) u;

reset session_replication_role;
analyze;

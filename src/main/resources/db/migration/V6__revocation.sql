-- Revocations that reach every resource server: Token Status Lists, and clients that want to be told.

alter table clients
  add column access_token_status_list  boolean not null default true, -- ours: whether its access tokens have a status
  add column security_events_uri       text;                          -- ours: where it takes security event tokens

-- A list holds the tokens of one key in one stretch of time: 1,048,576 entries, so its length tells nothing. ------

create table status_lists (
  id          bigint generated always as identity primary key, -- names it in its URI
  kid         text not null,                                    -- the key that signs the tokens in it
  part        integer not null,                                 -- the next one where the stretch needs more than one
  seed        bytea not null,                                   -- puts its entries in an order that nobody can guess
  units       integer not null default 0,                       -- handed out, of 64 entries each
  closes_at   timestamptz not null,                             -- nothing is handed out of it afterwards
  drops_at    timestamptz not null,                             -- when the last token in it is dead
  unique (kid, closes_at, part)
);
create index status_lists_drop on status_lists (drops_at);

-- One row a block, never one a token. A replica hands out what is in it.

create table status_blocks (
  list        bigint not null references status_lists on delete cascade,
  first_unit  integer not null,
  units       integer not null,
  client_id   text,                                             -- whose own tokens; null: the sign-ins of people
  taken_at    timestamptz not null default now(),
  primary key (list, first_unit)
);
create index status_blocks_client on status_blocks (client_id) where client_id is not null;

-- A sign-in's entries in the lists that are live, list * 2^20 + index each; they came before one entry for good. --

alter table refresh_families drop column status_entry;
drop sequence status_list_entries;
alter table refresh_families add column status_entries bigint[] not null default '{}';
alter table revocations add column status_entries bigint[] not null default '{}';

-- A replica of the version before knows no entries: what it revokes is told of all the same.

create function find_status_entries() returns trigger language plpgsql as $$
begin
  if new.kind = 'sid' and new.status_entries = '{}' then
    new.status_entries := coalesce(
      (select f.status_entries from refresh_families f where f.id = new.value::uuid), '{}');
  end if;
  return new;
end $$;
create trigger revocations_status_entries before insert on revocations
  for each row execute function find_status_entries();

-- The service accounts of Kubernetes clusters whose pods are the client.

alter table clients add column workload_subjects text[] not null default '{}';
-- Who is looked for by them is one of few.
create index clients_auth_method on clients (token_endpoint_auth_method, client_id) where enabled;

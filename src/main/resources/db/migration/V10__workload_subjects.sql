-- The service accounts of Kubernetes clusters whose pods are the client.

alter table clients add column workload_subjects text[] not null default '{}';
-- Who is looked for by them is one of few.
create index clients_workload on clients (client_id)
  where token_endpoint_auth_method = 'urn:signet:auth-method:workload' and enabled;

-- Guessing at what a client proves itself with, and at the code that a device shows, is limited as passwords are.
insert into limit_policies (name, enabled, window_seconds, threshold, subject, action) values
  ('client-failure',      true, 300, 10, 'ip', 'refuse'),
  ('device-code-failure', true, 300, 10, 'ip', 'refuse')
on conflict do nothing;

create table kernel.heartbeat (
  part text primary key,
  at timestamptz not null
);
comment on table kernel.heartbeat is 'When a part of the platform that answers no requests, as the worker, was last alive; one row per part, whatever the number of processes.';

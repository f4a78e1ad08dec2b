-- A case may have several tasks in one queue (joint approval): they stand by their numbers behind one another.
drop index queue.ticket_by_turn;
create index ticket_by_turn on queue.ticket (pool_id, lane, ref, n) where state = 'waiting';
drop index queue.ticket_open;
create index ticket_open on queue.ticket (pool_id, lane, ref, n) include (state, entered_at) where state <> 'done';

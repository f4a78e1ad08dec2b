-- The pages of finished tickets go by time and number: two finished at the same moment have an order too.
create index ticket_done_by_time on queue.ticket (pool_id, done_at desc, qn desc) where state = 'done';
drop index queue.ticket_recently_done;

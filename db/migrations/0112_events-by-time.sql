-- Months are counted from what happened in them. Events are written in the order of their time, so that an index of a few
-- pages finds those of a month, however many years there are, and costs a filing nothing.
create index event_by_time on cases.event using brin (at) with (autosummarize = on, pages_per_range = 16);

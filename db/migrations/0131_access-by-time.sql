-- Those who watch over reading look again at what is young: a row may appear behind others that were read already.
create index access_by_time on identity.access_log (at);

create function identity.posts_of(post uuid) returns setof uuid language sql stable
begin atomic
  select o.id from identity.officer o
  where o.person_id = (select person_id from identity.officer where id = post);
end;
comment on function identity.posts_of(uuid) is 'Every post of the person who holds this one: what bars a person bars them in all of them.';
create index officer_by_person on identity.officer (person_id);

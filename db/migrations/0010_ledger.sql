create schema ledger;
comment on schema ledger is 'The acceptance ledger: every act that matters, in commit order, for anybody to verify.';

create table ledger.head (
  single boolean primary key default true,
  size bigint not null default 0,
  constraint there_is_one_head check (single),
  constraint size_is_not_negative check (size >= 0)
);
comment on table ledger.head is 'Number of leaves. Its row lock is the last lock of every act, so commit order is index order.';
insert into ledger.head default values;

create table ledger.leaf (
  index bigint primary key,
  kind text not null,
  bytes bytea not null,
  leaf_hash bytea not null generated always as (sha256('\x00'::bytea || bytes)) stored,
  constraint index_is_not_negative check (index >= 0),
  constraint a_leaf_is_at_most_1_kib check (octet_length(bytes) between 2 and 1024)
);
comment on table ledger.leaf is 'The leaves as they will be published, RFC 8785 JSON; leaf_hash is RFC 6962 (section 2.1).';
create trigger append_only before update or delete on ledger.leaf
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on ledger.leaf
  for each statement execute function kernel.refuse_change();

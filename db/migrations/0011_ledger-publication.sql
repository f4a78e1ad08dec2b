create table ledger.checkpoint (
  size bigint primary key,
  root bytea not null,
  note text not null,
  at timestamptz not null,
  constraint a_root_is_a_sha_256 check (octet_length(root) = 32),
  constraint a_checkpoint_has_a_size check (size >= 0),
  constraint a_note_names_its_size check (split_part(note, e'\n', 2) = size::text)
);
comment on table ledger.checkpoint is 'Every checkpoint that the log has signed, as it was published, without cosignatures (C2SP tlog-checkpoint).';
create trigger append_only before update or delete on ledger.checkpoint
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on ledger.checkpoint
  for each statement execute function kernel.refuse_change();

create table ledger.cosignature (
  size bigint not null references ledger.checkpoint (size),
  witness text not null,
  line text not null,
  cosigned_at timestamptz not null,
  primary key (size, witness),
  constraint a_signature_line_is_one_line check (line ~ '^— [^\n]+\n$')
);
comment on table ledger.cosignature is 'The newest cosignature of each witness on a checkpoint, as a line of the note (C2SP tlog-cosignature).';

create table ledger.publication (
  single boolean primary key default true,
  barrier bigint not null default 0,
  checked_at timestamptz,
  quorum_needed boolean not null default false,
  quorum_since timestamptz,
  witnessed_size bigint references ledger.checkpoint (size),
  witnessed_at timestamptz,
  problem text,
  constraint there_is_one_publication check (single),
  constraint a_witnessed_checkpoint_says_when check ((witnessed_size is null) = (witnessed_at is null)),
  constraint a_problem_is_a_code check (problem ~ '^ledger\.[a-z-]+$')
);
comment on table ledger.publication is 'How publishing goes: what was last seen to be durable, which checkpoint a quorum has cosigned, and what stands in the way.';
insert into ledger.publication default values;

create table ledger.key (
  vkey text primary key,
  purpose text not null,
  added_index bigint not null references ledger.leaf (index) deferrable initially deferred,
  removed_index bigint references ledger.leaf (index) deferrable initially deferred,
  constraint a_purpose_is_known check (purpose in ('log', 'receipt')),
  constraint a_key_is_removed_after_it_was_added check (removed_index > added_index)
);
comment on table ledger.key is 'Keys that sign checkpoints and receipts, with the leaves that announced and ended them.';

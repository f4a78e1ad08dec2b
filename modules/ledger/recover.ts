import { sql } from 'kysely';
import { inTransaction, type Tx, type World } from '#kernel';
import { sameBytes, TileTree, TlogProblem, type SignedCheckpoint } from '#tlog';
import { LedgerFault } from './fault.ts';
import type { LedgerInstallation } from './installation.ts';
import type { StoredLeaf } from './read.ts';
import { readLeaves } from './read.ts';
import { checkpointOf, insertCheckpoint } from './publication-store.ts';
import { mirroredBundles, mirroredCheckpoint, type Mirror } from './mirror-entries.ts';

/** What completing the log from a mirror brought back. */
export interface Completed {
  readonly size: bigint;
  /** Leaves that the database had lost; what they stand for has to be looked after by people. */
  readonly restored: readonly StoredLeaf[];
  /** Indices of leaves whose bytes in the database were not those that were signed. */
  readonly mended: readonly bigint[];
}

/**
 * Completes the log from a mirror: one of the two honest ways on when the database does not hold what was signed. The
 * mirror is believed only as far as this log's own signature and the second store go. Needs a connection of the
 * database's owner, because leaves cannot be changed otherwise.
 * @param after called in the same transaction with what was restored, for whoever counts on from the leaves
 * @throws TlogProblem, LedgerFault when the mirror cannot complete the log
 */
export async function completeFromMirror(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  { signers, guard }: LedgerInstallation,
  {
    mirror,
    after,
  }: { readonly mirror: Mirror; readonly after: (tx: Tx, restored: readonly StoredLeaf[]) => Promise<void> },
): Promise<Completed> {
  const keys = signers.map(({ key }) => key);
  const checkpoint = await mirroredCheckpoint(mirror, keys);
  const guarded = await guard.last();
  if (guarded !== undefined && checkpoint.size < guarded.size)
    throw new LedgerFault('ledger.behind', `the mirror has ${checkpoint.size} of ${guarded.size}`);

  const completed = await inTransaction(db, async (tx) => {
    await sql`select size from ledger.head for update`.execute(tx);
    const found = await compare(tx, mirror, { checkpoint, guarded });
    await mend(tx, found);
    await after(tx, found.restored);
    return found;
  });
  const known = await checkpointOf(db, checkpoint.size);
  const note = `${checkpoint.text}\n${ownLines(checkpoint.note, signers[0]?.key.name ?? '')}`;
  if (known === undefined)
    await inTransaction(db, async (tx) =>
      insertCheckpoint(tx, { size: checkpoint.size, root: Buffer.from(checkpoint.root), note }, clock.now()),
    );
  if (guarded === undefined) await guard.keep(note);
  return completed;
}

interface Signed {
  readonly checkpoint: SignedCheckpoint;
  readonly guarded: SignedCheckpoint | undefined;
}

async function compare(tx: Tx, mirror: Mirror, { checkpoint, guarded }: Signed): Promise<Completed & Changed> {
  const tree = new TileTree();
  const [restored, changed]: [StoredLeaf[], StoredLeaf[]] = [[], []];
  for await (const entries of mirroredBundles(mirror, checkpoint.size)) {
    const first = tree.size;
    const rows = await readLeaves(tx, first, entries.length);
    const known = new Map(rows.map(({ index, bytes }) => [index, bytes]));
    for (const bytes of entries) {
      const leaf = { index: tree.size, bytes: Buffer.from(bytes) };
      const row = known.get(leaf.index);
      if (row === undefined) restored.push(leaf);
      else if (!row.equals(leaf.bytes)) changed.push(leaf);
      tree.add(bytes);
      if (tree.size === guarded?.size && !sameBytes(tree.root(), guarded.root))
        throw new LedgerFault('ledger.other-root', 'the mirror is not the log of the second store');
    }
  }
  if (!sameBytes(tree.root(), checkpoint.root)) throw new TlogProblem('proof.other-root');
  const [beyond] = await readLeaves(tx, checkpoint.size, 1);
  if (beyond !== undefined && restored.length > 0)
    throw new LedgerFault('ledger.other-root', 'the database has leaves of its own beyond those that it lacks');
  return { size: checkpoint.size, restored, changed, mended: changed.map(({ index }) => index) };
}

interface Changed {
  readonly changed: readonly StoredLeaf[];
}

async function mend(tx: Tx, { restored, changed, size }: Completed & Changed): Promise<void> {
  if (changed.length > 0) {
    await sql`alter table ledger.leaf disable trigger append_only`.execute(tx);
    for (const { index, bytes } of changed)
      await sql`update ledger.leaf set bytes = ${bytes} where index = ${index}`.execute(tx);
    await sql`alter table ledger.leaf enable trigger append_only`.execute(tx);
  }
  for (const { index, bytes } of restored)
    await sql`insert into ledger.leaf (index, kind, bytes)
      values (${index}, convert_from(${bytes}::bytea, 'UTF8')::jsonb ->> 'k', ${bytes})`.execute(tx);
  await sql`update ledger.head set size = greatest(size, ${size})`.execute(tx);
}

/** The lines of a mirrored note that the log itself signed. */
function ownLines(note: string, origin: string): string {
  const lines = note.slice(note.lastIndexOf('\n\n') + 2).split('\n');
  return lines.flatMap((line) => (line.startsWith(`— ${origin} `) ? [`${line}\n`] : [])).join('');
}

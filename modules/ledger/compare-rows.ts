import type { LogFiles } from '#disk';
import type { Db } from '#kernel';
import { sameBytes, TileTree } from '#tlog';
import { LedgerFault } from './fault.ts';
import { readLeaves } from './read.ts';

interface Rows {
  /** A multiple of the width of a tile. */
  readonly from: bigint;
  readonly count: number;
  /** The log ends there. */
  readonly isLast: boolean;
}

/**
 * Compares rows with the tiles and entry bundles that were made of them.
 * @throws LedgerFault ledger.row-changed: one of them is not what it was when it was published
 */
export async function compareRows(db: Db, files: Pick<LogFiles, 'read'>, { from, count, isLast }: Rows): Promise<void> {
  const rows = await readLeaves(db, from, count);
  const tree = new TileTree(from);
  rows.forEach(({ index, bytes }, at) => {
    if (index !== from + BigInt(at)) throw new LedgerFault('ledger.row-changed', String(from + BigInt(at)));
    tree.add(bytes);
  });
  if (rows.length < count) throw new LedgerFault('ledger.row-changed', String(from + BigInt(rows.length)));
  for (const { path, bytes } of [...tree.fullFiles(), ...(isLast ? tree.partialFiles() : [])]) {
    if (!path.startsWith('tile/0/') && !path.startsWith('tile/entries/')) continue;
    const published = await files.read(path);
    if (published === undefined || !sameBytes(published, bytes)) throw new LedgerFault('ledger.row-changed', path);
  }
}

import { inTransaction, type World } from '#kernel';
import { publish } from '../publish.ts';
import { lockCatalogue } from '../store.ts';
import { examineLine } from './examine-line.ts';
import type { OnLine } from './import-items.ts';
import { linesToRetry, markTried } from './import-store.ts';
import { tally, type ImportCounts, type LineReport } from './report.ts';

/**
 * Tries the kept lines again, e.g. after a new release knows more codes: those that can be taken now become versions
 * of items, the others keep waiting with their latest reason. One transaction.
 */
export async function retryRejected(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  onLine: OnLine = () => undefined,
): Promise<ImportCounts> {
  const total = tally();
  await inTransaction(db, async (tx) => {
    await lockCatalogue(tx);
    for (const kept of await linesToRetry(tx)) {
      const at = clock.now();
      const { publication, repairs, rejection } = examineLine(kept);
      const changed = await publish(tx, publication === undefined ? [] : [publication], at);
      await markTried(tx, kept.id, { at, ...(rejection === undefined ? {} : { rejection }) });
      const item = publication?.id ?? rejection?.item;
      const report: LineReport = {
        line: kept.no,
        outcome: rejection !== undefined ? 'rejected' : changed.size > 0 ? 'imported' : 'unchanged',
        repairs,
        ...(item === undefined ? {} : { item }),
        ...(rejection === undefined ? {} : { rejection }),
      };
      total.add(report);
      onLine(report);
    }
  });
  return total.counts();
}

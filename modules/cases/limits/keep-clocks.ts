import { settingsOf, type Tx } from '#kernel';
import { itemByVersion, type ServiceItem } from '#catalogue';
import { startClocks, stopClocks } from '#clocks';
import type { UnitId } from '#identity';
import type { CaseRecord } from '../case-store.ts';
import { startsAny, startsOf, stopsOf, type ClockFacts, type Happened } from './clock-moves.ts';
import { decisionLimits, isPermit } from './decision-limits.ts';

/**
 * Stops and starts the clocks of a case by what has happened to it, within the act and under the lock of the case. Clocks
 * order nothing: whose turn it is, is the queue's to say.
 */
export async function keepClocks(
  tx: Tx,
  { id, unit, itemVersion }: Pick<CaseRecord, 'id' | 'unit' | 'itemVersion'>,
  { happened, now }: { readonly happened: Happened; readonly now: Date },
): Promise<void> {
  const { at } = happened;
  for (const stop of stopsOf(happened)) await stopClocks(tx, { subject: id, ...stop }, { at, now });
  if (!startsAny(happened)) return;
  const facts = factsOf({ id, unit, item: await itemByVersion(tx, itemVersion) }, await daysSet(tx));
  await startClocks(tx, startsOf(happened, facts), now);
}

/** A case that is filed. */
export interface FiledCase {
  readonly id: string;
  readonly unit: UnitId;
  readonly item: Pick<ServiceItem, 'elements' | 'region'>;
  readonly receivedAt: Date;
}

/** The clocks of acceptance of cases that are filed at once, from their receipt (行政许可法 32). */
export async function startFiled(tx: Tx, filed: readonly FiledCase[], now: Date): Promise<void> {
  const days = await daysSet(tx);
  const starts = filed.flatMap((each) =>
    startsOf({ event: 'submitted', at: each.receivedAt, ...NOTHING }, factsOf(each, days)),
  );
  await startClocks(tx, starts, now);
}

const NOTHING = { closes: false, delivers: false, opened: [], closed: [] } as const;

async function daysSet(tx: Tx) {
  return settingsOf(tx, [
    'clocks.acceptanceWorkdays',
    'clocks.decisionWorkdays',
    'clocks.deliveryWorkdays',
    'supplement.limitWorkdays',
  ]);
}

function factsOf(
  { id, unit, item: { elements, region } }: Omit<FiledCase, 'receivedAt'>,
  days: Awaited<ReturnType<typeof daysSet>>,
): ClockFacts {
  return {
    subject: id,
    unit,
    region,
    permit: isPermit(elements),
    decision: decisionLimits(elements, days['clocks.decisionWorkdays']),
    acceptance: days['clocks.acceptanceWorkdays'],
    supplement: days['supplement.limitWorkdays'],
    delivery: days['clocks.deliveryWorkdays'],
  };
}

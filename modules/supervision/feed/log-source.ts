import type { Finding } from '#audit';
import { actsAt, type WatchedAct } from '#cases';
import type { Tx } from '#kernel';
import { ownFindings, type OwnFindings } from '#ledger';
import type { Watched } from '../history/event.ts';
import type { Page, Reading, Source } from './source.ts';

const NAME = 'log';
const ORDER = 'M4';

/** What the verifier, the same that strangers use, objects to in the platform's own log. */
export const logSource: Source = {
  name: NAME,
  emits: ['passing', 'finding'],
  open: async (db, after) => {
    const own = await ownFindings(db, next(after));
    return { read: async (tx, reading) => pageOf(tx, own, reading) };
  },
};

const next = (after: string | undefined) => (after === undefined ? 0n : BigInt(after) + 1n);

async function pageOf(tx: Tx, { checked, findings }: OwnFindings, { after, now }: Reading): Promise<Page> {
  const from = next(after);
  // After a restart the check begins anew, and has not come as far yet as it had before.
  if (checked <= from) return { entries: [], full: false };
  const fresh = findings.filter(({ index }) => BigInt(index) >= from);
  const acts = await actsAt(tx, [...new Set(fresh.map(({ index }) => BigInt(index)))]);
  const byIndex = new Map(acts.map((act) => [Number(act.index), act]));
  const entries = fresh.map((finding, place) => ({
    event: toEvent(finding, byIndex.get(finding.index), { now, place: placeAt(fresh, place) }),
    place: String(finding.index),
  }));
  return { entries, upTo: String(checked - 1n), full: false };
}

/** Which of the findings at its leaf it is: at one leaf the verifier names them always in the same order. */
function placeAt(findings: readonly Finding[], place: number): number {
  return place - findings.findIndex(({ index }) => index === findings[place]?.index);
}

interface Told {
  readonly now: Date;
  readonly place: number;
}

function toEvent(finding: Finding, act: WatchedAct | undefined, { now, place }: Told): Watched {
  const { index, rule, code, values } = finding;
  const { caseId, n, unit, officer, stage } = act ?? {};
  const about = {
    source: NAME,
    key: `${index}/${place}`,
    at: act?.at ?? now,
    index,
    ...(caseId && { case: caseId }),
    ...(n !== undefined && { n }),
    ...(unit && { unit }),
    ...(officer && { officer }),
    ...(stage && { stage }),
  };
  if (rule !== ORDER) return { ...about, type: 'finding', rule, code };
  return { ...about, type: 'passing', why: 'out-of-turn', queue: String(values.q ?? '') };
}

import { actsAfter, type WatchedAct } from '#cases';
import { itemByVersion, type ItemVersionId } from '#catalogue';
import { Recent, type Tx } from '#kernel';
import type { Of } from '../history/event.ts';
import type { Page, Reading, Source } from './source.ts';

const NAME = 'case';

/** What happened to cases, in the order of the public log: none is ever behind another that was read. */
export const caseSource: Source = {
  name: NAME,
  emits: ['act'],
  open: async () => Promise.resolve({ read }),
};

async function read(tx: Tx, { after, most }: Reading): Promise<Page> {
  const acts = await actsAfter(tx, after === undefined ? undefined : BigInt(after), most);
  const entries = [];
  for (const act of acts) {
    const event = toEvent(act, await itemFacts(tx, act.itemVersion));
    entries.push({ event, place: String(act.index) });
  }
  return { entries, full: acts.length === most };
}

interface ItemFacts {
  readonly item: string;
  readonly immediate: boolean;
  readonly limited: boolean;
}

/** A version never changes. */
const known = new Recent<ItemVersionId, ItemFacts>(500);

async function itemFacts(tx: Tx, version: ItemVersionId): Promise<ItemFacts> {
  const before = known.get(version);
  if (before !== undefined) return before;
  const { id, elements } = await itemByVersion(tx, version);
  const facts = { item: id, immediate: elements.caseType === '1', limited: elements.quantityLimit !== undefined };
  known.set(version, facts);
  return facts;
}

function toEvent(act: WatchedAct, { item, immediate, limited }: ItemFacts): Of<'act'> {
  const { index, kind, at, n, unit, closes, receivedAt, applicant } = act;
  const { stage, officer, acceptedAt, agent, special } = act;
  return {
    source: NAME,
    key: String(index),
    type: 'act',
    kind,
    at,
    case: act.caseId,
    n,
    unit,
    item,
    receivedAt,
    applicant,
    ...(closes && { closes }),
    ...(act.automatic && { automatic: true }),
    ...(immediate && { immediate }),
    ...(limited && { limited }),
    ...(kind === 'submitted' && { plan: [...act.plan] }),
    ...(stage && { stage }),
    ...(officer && { officer }),
    ...(acceptedAt && { acceptedAt }),
    ...(agent && { agent }),
    ...(special && { special }),
  };
}

import { caseIdsOf } from '#cases';
import { accessesAfter, accessesUnsettled, type WatchedAccess } from '#identity';
import type { Tx } from '#kernel';
import type { Of } from '../history/event.ts';
import type { Page, Reading, Source } from './source.ts';

const NAME = 'access';

/** Who among the staff has read what cases hold. What is young is looked at again, because rows may appear late. */
export const accessSource: Source = {
  name: NAME,
  emits: ['access'],
  open: async () => {
    let first = true;
    const read = async (tx: Tx, reading: Reading) => {
      const again = first && reading.after !== undefined ? await accessesUnsettled(tx, BigInt(reading.after)) : [];
      first = false;
      return pageOf(tx, reading, again);
    };
    return Promise.resolve({ read });
  },
};

async function pageOf(tx: Tx, { after, most }: Reading, again: readonly WatchedAccess[]): Promise<Page> {
  const accesses = await accessesAfter(tx, BigInt(after ?? 0), most);
  const numbers = [...again, ...accesses].map((access) => access.case);
  const ids = await caseIdsOf(tx, numbers);
  return {
    entries: accesses.map((access) => ({ event: toEvent(access, ids), place: String(access.id) })),
    full: accesses.length === most,
    late: again.map((access) => toEvent(access, ids)),
  };
}

function toEvent(access: WatchedAccess, ids: ReadonlyMap<string, string>): Of<'access'> {
  const { id, at, officer, unit, purpose } = access;
  const of = ids.get(access.case);
  const event = { source: NAME, key: String(id), type: 'access', at, officer, unit, purpose } as const;
  return of === undefined ? event : { ...event, case: of };
}

import type { Tx, World } from '#kernel';
import { perform } from '../act.ts';
import { lockCaseById } from '../case-store.ts';
import type { Moment } from './deem-accepted.ts';

/**
 * What was asked for was not handed in in time, after two reminders: the case ends. Nothing is held against the applicant;
 * a new application can be filed at once.
 * @returns false where the applicant had answered, or the case had ended
 */
export async function lapse(tx: Tx, world: World, { caseId, at }: Pick<Moment, 'caseId' | 'at'>): Promise<boolean> {
  const record = await lockCaseById(tx, caseId);
  if (record?.status !== 'supplementRequested') return false;
  await perform(tx, world, {
    record,
    command: 'lapse',
    officer: { unit: record.unit },
    legal: { at },
    details: { due: at.toISOString() },
    remember: () => Promise.resolve(),
  });
  return true;
}

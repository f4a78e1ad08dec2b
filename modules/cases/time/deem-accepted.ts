import type { Tx, World } from '#kernel';
import { perform } from '../act.ts';
import { lockCaseById } from '../case-store.ts';

export interface Moment {
  readonly caseId: string;
  /** The legal moment: when the limit had passed, however late somebody looked. */
  readonly at: Date;
  /** From when on it counts as accepted: the day of receipt, or of the supplement. */
  readonly since: Date;
}

const BASIS = '《中华人民共和国行政许可法》第三十二条第一款第四项';

/**
 * Nobody answered within the time for acceptance: the case is accepted as of the day on which its materials were received
 * (行政许可法 32(4)), and goes on as if somebody had accepted it. What an officer had begun to write is too late.
 * @returns false where somebody had answered
 */
export async function deemAccepted(tx: Tx, world: World, { caseId, at, since }: Moment): Promise<boolean> {
  const record = await lockCaseById(tx, caseId);
  if (record?.status !== 'submitted' && record?.status !== 'supplementSubmitted') return false;
  await perform(tx, world, {
    record,
    command: 'deem-accept',
    task: { n: record.acceptN, stage: 'acceptance' },
    officer: { unit: record.unit },
    legal: { at, since },
    details: { basis: BASIS, due: at.toISOString(), since: since.toISOString() },
    remember: () => Promise.resolve(),
  });
  return true;
}

import { setting, type Db, type Tx } from '#kernel';

const DAY_S = 86_400;

/**
 * When a rule that is declared now comes into force, in whole seconds since 1970: a day later at the earliest, whatever
 * the setting says (rule M7).
 */
export async function inForceFrom(db: Db | Tx, now: Date): Promise<number> {
  const notice = Math.max(DAY_S, await setting(db, 'queue.ruleNoticeSeconds'));
  return Math.ceil(now.getTime() / 1000) + Math.ceil(notice);
}

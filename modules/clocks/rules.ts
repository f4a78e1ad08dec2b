import { settingsOf, type Db, type SettingName, type Tx } from '#kernel';

const names = [
  'clocks.acceptanceWarnWorkday',
  'clocks.warnPercent',
  'clocks.warnLeastWorkdays',
  'clocks.redAfterWorkdays',
  'supplement.firstReminderWorkdaysLeft',
  'supplement.lastReminderWorkdaysLeft',
] as const satisfies readonly SettingName[];

/** The thresholds of the ladder. */
export type LadderRules = Readonly<Record<(typeof names)[number], number>>;

/** The thresholds in force. A changed one holds for a clock from its next event on. */
export async function ladderRules(db: Db | Tx): Promise<LadderRules> {
  return settingsOf(db, names);
}

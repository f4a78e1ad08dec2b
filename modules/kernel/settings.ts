import type { Db, Tx } from './database.ts';
import { ruleDefaults } from './rule-settings.ts';

/**
 * Every threshold of the platform, with its unit in the name and a default. A city changes one by inserting a row into
 * kernel.setting; what is not there has the default.
 */
export const settingDefaults = {
  /** How long an officer may keep a task without touching it before it goes back to its place. */
  'desk.leaseMinutes': 60,
  /** How long an officer must have left a task untouched before the head of the unit may hand it to a colleague. */
  'desk.awayMinutes': 15,
  /** How long a case waits for a supplement before it may be closed. */
  'supplement.limitWorkdays': 15,
  /** Reminders of a supplement that is waited for: while so many working days are left. */
  'supplement.firstReminderWorkdaysLeft': 7,
  'supplement.lastReminderWorkdaysLeft': 2,
  /** How long an agency may take to accept or refuse (行政许可法 32), and after which of these days its officer is warned. */
  'clocks.acceptanceWorkdays': 5,
  'clocks.acceptanceWarnWorkday': 4,
  /** The officer is warned when so much of the promised time is used up … */
  'clocks.warnPercent': 80,
  /** … unless it was promised in fewer days than this: a warning of a day's work is noise. */
  'clocks.warnLeastWorkdays': 3,
  /** A promise that is broken for so many working days goes to supervision, as a broken law does. */
  'clocks.redAfterWorkdays': 3,
  /** How long an agency takes to decide where neither law nor its own promise says so: the platform's promise. */
  'clocks.decisionWorkdays': 20,
  /** How long an agency may take to hand over what it decided (行政许可法 44). */
  'clocks.deliveryWorkdays': 10,
  /** How long a unit may take to answer an order of supervision. */
  'clocks.orderWorkdays': 5,
  /** How long until somebody who was not satisfied is called, until an inquiry is answered and a bad rating dealt with. */
  'clocks.contactWorkdays': 1,
  'clocks.inquiryWorkdays': 5,
  'clocks.badRatingWorkdays': 15,
  /** Pools that expect less would let the choice of a queue choose a case. */
  'queue.leastPerWeek': 10,
  /** How long a rule stands in the ledger before it is in force; never less than a day, whatever is set. */
  'queue.ruleNoticeSeconds': 86_400,
  /** Order objections of one person. */
  'objections.perHour': 3,
  /** How long the unit may answer an objection before it may be upheld without its reply. */
  'objections.replyHours': 48,
  /** How long a quorum of witnesses may be missing before officers cannot take work; filing goes on. */
  'ledger.quorumPatienceMinutes': 10,
  /** Rows of the ledger that are compared with the published files, again and again; a changed row is noticed after leaves / this. */
  'ledger.comparedRowsPerSecond': 2_560,
  /** Applications that wait to be filed in one process; whoever comes then is asked to try again. */
  'submit.mostWaiting': 1_000,
  'track.attemptsPerHour': 20,
  'signIn.attemptsPerHour': 10,
  'upload.maxMegabytes': 20,
  'upload.maxFilesPerMaterial': 10,
  /** Of one person, taken or refused: nobody fills the disk. */
  'upload.filesPerHour': 200,
  'session.idleMinutes': 60,
  'session.maxHours': 12,
  'draft.keepDays': 90,
  'search.pageSize': 20,
  /** Public figures below this are merged, so that no cell names a person. */
  'open.smallestCell': 10,
  /** Process maps look at so many closed cases of a version of a service, the newest. */
  'process.mostCases': 5_000,
  /** A step whose median takes this share of the promised total time is called slow, or a bottleneck. */
  'process.slowPercent': 20,
  'process.bottleneckPercent': 40,
  /** Public process maps: each is made of so many cases at least, and of none that an earlier one was made of. */
  'process.leastPublished': 30,
  /** Days between two public process maps of the same version of a service. */
  'process.publishDays': 7,
  /** The working day of the next month on which the figures of a month are published. */
  'figures.releaseWorkday': 3,
  /** So many of the newest published months are counted again each night. */
  'figures.recountMonths': 2,
  ...ruleDefaults,
} as const satisfies Record<string, number>;

export type SettingName = keyof typeof settingDefaults;

/** The value in force of one setting. */
export async function setting(db: Db | Tx, name: SettingName): Promise<number> {
  const row = await db.selectFrom('kernel.setting').select('value').where('name', '=', name).executeTakeFirst();
  return row === undefined ? settingDefaults[name] : Number(row.value);
}

/** What is set instead of a default, of the settings whose names begin so. */
export async function settingsSet(db: Db | Tx, prefix: string): Promise<Readonly<Record<string, number>>> {
  const rows = await db.selectFrom('kernel.setting').select(['name', 'value']).execute();
  return Object.fromEntries(
    rows.filter(({ name }) => name.startsWith(prefix)).map(({ name, value }) => [name, Number(value)]),
  );
}

/** Several at once. */
export async function settingsOf<Name extends SettingName>(
  db: Db | Tx,
  names: readonly Name[],
): Promise<Readonly<Record<Name, number>>> {
  const rows = await db.selectFrom('kernel.setting').select(['name', 'value']).where('name', 'in', names).execute();
  const set = new Map(rows.map(({ name, value }) => [name, Number(value)]));
  return Object.fromEntries(names.map((name) => [name, set.get(name) ?? settingDefaults[name]])) as Record<
    Name,
    number
  >;
}

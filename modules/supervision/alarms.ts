import { slice, type Cursor, type Db, type Slice } from '#kernel';
import { alarmRows, toAlarm, type Alarm } from './alarm-store.ts';
import { eventsCited, type Fed } from './feed-store.ts';
import type { Colour, RuleClass } from './rules/rule.ts';

/** Which alarms are asked for; what is left out is not asked. */
export interface AlarmsAsked {
  readonly classes?: readonly RuleClass[];
  readonly colours?: readonly Colour[];
  readonly units?: readonly string[];
  readonly case?: string;
  /** Raised no earlier, or before. */
  readonly from?: Date;
  readonly until?: Date;
  readonly cursor?: Cursor;
  readonly size: number;
}

/** Alarms page by page, the newest first. Whoever asks checks who may see them. */
export async function alarms(db: Db, asked: AlarmsAsked): Promise<Slice<Alarm>> {
  const { cursor, size } = asked;
  const backwards = cursor?.side === 'before';
  const [id] = cursor?.key ?? [];
  // Of no unit there is nothing; SQL has no empty list.
  if ([asked.units, asked.classes, asked.colours].some((list) => list?.length === 0)) return { rows: [] };
  const rows = await matching(db, asked)
    .$if(id !== undefined, (query) => query.where('id', backwards ? '>' : '<', id ?? 0n))
    .orderBy('id', backwards ? 'asc' : 'desc')
    .limit(size + 1)
    .execute();
  return slice({ found: rows.map(toAlarm), size, cursor, keyOf: (alarm) => [alarm.id] });
}

function matching(db: Db, { classes, colours, units, case: of, from, until }: AlarmsAsked) {
  return alarmRows(db)
    .$if(classes !== undefined, (query) =>
      query.where((where) => where.or((classes ?? []).map((letter) => where('rule', 'like', `${letter}-%`)))),
    )
    .$if(colours !== undefined, (query) => query.where('colour', 'in', colours ?? []))
    .$if(units !== undefined, (query) => query.where('unit_id', 'in', units ?? []))
    .$if(of !== undefined, (query) => query.where('case_id', '=', of ?? ''))
    .$if(from !== undefined, (query) => query.where('raised_at', '>=', from ?? new Date(0)))
    .$if(until !== undefined, (query) => query.where('raised_at', '<', until ?? new Date(0)));
}

/** An alarm with the events that it rests on, in the order of the feed. */
export interface AlarmFile {
  readonly alarm: Alarm;
  readonly evidence: readonly Fed[];
}

export async function alarmFile(db: Db, id: bigint): Promise<AlarmFile | undefined> {
  const row = await alarmRows(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const alarm = toAlarm(row);
  return { alarm, evidence: await eventsCited(db, alarm.evidence) };
}

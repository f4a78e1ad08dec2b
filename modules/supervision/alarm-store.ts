import { sql } from 'kysely';
import { recordSet, type Db, type Tx } from '#kernel';
import type { Found } from './fold.ts';
import type { Colour, RuleId } from './rules/rule.ts';

/** What was found, at the event at which it showed. */
export interface Raised {
  readonly seq: bigint;
  readonly finding: Found;
}

/** Adds what is not there yet. @returns how many were */
export async function raise(tx: Tx, raised: readonly Raised[], at: Date): Promise<number> {
  if (raised.length === 0) return 0;
  const records = raised.map(({ seq, finding }) => ({ ...finding, seq: String(seq) }));
  const { numAffectedRows = 0n } = await sql`
    insert into supervision.alarm (rule, key, seq, at, colour, case_id, unit_id, stage, officer_id, confidence, facts,
      evidence, raised_at)
    select r.rule, r.key, r.seq, r.at, r.colour, r.case, r.unit, r.stage, r.officer, r.confidence, r.facts,
      array(select jsonb_array_elements_text(r.evidence)), ${at}
    from ${recordSet(
      records,
      `rule text, key text, seq bigint, at timestamptz, colour text, "case" uuid, unit uuid, stage text, officer uuid,
       confidence numeric, facts jsonb, evidence jsonb`,
    )}
    on conflict (rule, key) do nothing`.execute(tx);
  return Number(numAffectedRows);
}

/** An alarm as it was raised. */
export interface Alarm {
  readonly id: bigint;
  readonly rule: RuleId;
  readonly key: string;
  readonly seq: bigint;
  readonly at: Date;
  readonly raisedAt: Date;
  readonly colour: Colour;
  readonly case?: string;
  readonly unit?: string;
  readonly stage?: string;
  /** Shown as a pseudonym. */
  readonly officer?: string;
  readonly confidence?: number;
  readonly facts: Readonly<Record<string, number | string>>;
  readonly evidence: readonly string[];
}

export function alarmRows(db: Db | Tx) {
  return db.selectFrom('supervision.alarm').selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof alarmRows>['execute']>>[number];

export function toAlarm(row: Row): Alarm {
  const { id, rule, key, seq, at, raised_at: raisedAt, colour, evidence } = row;
  return {
    id,
    rule: rule as RuleId,
    key,
    seq,
    at,
    raisedAt,
    colour: colour as Colour,
    facts: row.facts as Alarm['facts'],
    evidence,
    ...(row.case_id !== null && { case: row.case_id }),
    ...(row.unit_id !== null && { unit: row.unit_id }),
    ...(row.stage !== null && { stage: row.stage }),
    ...(row.officer_id !== null && { officer: row.officer_id }),
    ...(row.confidence !== null && { confidence: Number(row.confidence) }),
  };
}

import { sql } from 'kysely';
import { z } from 'zod';
import { inTransaction, parseInput, Refusal, type Tx, type World } from '#kernel';
import { append, indexAt, readLeaves, type LeafIndex } from '#ledger';
import { inForceFrom } from './notice.ts';
import { hashOf } from './queue-rule.ts';

const MOST_BASIS = 200;
const MOST_TEXT = 2000;

export const PriorityRuleInput = z.strictObject({
  /** Public short code, the same in every version of the rule. */
  ground: z.string().regex(/^[a-z0-9-]{2,40}$/),
  /** 0 where the law itself gives priority, 1 where it calls for urgency. */
  lane: z.union([z.literal(0), z.literal(1)]),
  title: z.string().trim().min(1).max(100),
  /** Law and article. */
  basis: z.string().trim().min(1).max(MOST_BASIS),
  /** Whom it is for and what has to be shown. */
  says: z.string().trim().min(1).max(MOST_TEXT),
});

type PriorityRule = z.output<typeof PriorityRuleInput>;

/** The text whose hash is in the ledger. */
export function priorityRuleText({ ground, lane, title, basis, says }: PriorityRule): string {
  return [`ground=${ground};lane=${lane}`, title, basis, says].join('\n');
}

/**
 * Announces a ground of lawful priority: in the ledger at once, in force a day later at the earliest. Declared again with
 * the same words while it stands, nothing happens.
 */
export async function declarePriorityRule({ db, clock }: World, raw: z.input<typeof PriorityRuleInput>): Promise<void> {
  const rule = parseInput(PriorityRuleInput, raw);
  const text = priorityRuleText(rule);
  await inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('queue.declare'))`.execute(tx);
    const { rows } = await sql`select from queue.priority_rule r where r.text = ${text}
      and not exists (select from queue.priority_rule_end e where e.rule_index = r.index)`.execute(tx);
    if (rows.length > 0) return;

    const now = clock.now();
    const { ground, lane, title, basis } = rule;
    const from = await inForceFrom(tx, now);
    await append(tx, now, {
      leaves: [{ k: 'rule', hash: hashOf(text), ground, basis, lane, from }],
      followers: [
        sql`insert into queue.priority_rule (index, ground, lane, title, basis, text, declared_at, valid_from)
          values (${indexAt(0)}, ${ground}, ${lane}, ${title}, ${basis}, ${text}, ${now}, to_timestamp(${from}::bigint))`,
      ],
    });
  });
}

/**
 * Ends a ground of priority from a moment on, now at the earliest.
 * @throws Refusal queue.no-such-ground where it is not there or has been ended
 */
export async function endPriorityRule(
  { db, clock }: World,
  { rule, until }: { readonly rule: LeafIndex; readonly until?: Date },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('queue.declare'))`.execute(tx);
    const found = await tx
      .selectFrom('queue.priority_rule as r')
      .leftJoin('queue.priority_rule_end as e', 'e.rule_index', 'r.index')
      .select(['r.ground', 'r.lane', 'r.basis', 'r.valid_from', 'e.index as ended'])
      .where('r.index', '=', rule)
      .executeTakeFirst();
    if (found?.ended !== null) throw new Refusal('queue.no-such-ground');

    const now = clock.now();
    const end = Math.ceil(Math.max(now.getTime(), until?.getTime() ?? 0) / 1000);
    const { ground, basis, valid_from } = found;
    const from = valid_from.getTime() / 1000;
    const lane = found.lane === 0 ? 0 : 1;
    await append(tx, now, {
      leaves: [{ k: 'rule', hash: await hashIn(tx, rule), ground, basis, lane, from, until: end }],
      followers: [
        sql`insert into queue.priority_rule_end (rule_index, index, until, declared_at)
          values (${rule}, ${indexAt(0)}, to_timestamp(${end}::bigint), ${now})`,
      ],
    });
  });
}

const Declared = z.looseObject({ hash: z.string() });

/** The hash that was declared: the words themselves may have been lost with a database. */
async function hashIn(tx: Tx, rule: LeafIndex): Promise<string> {
  const [leaf] = await readLeaves(tx, rule, 1);
  return Declared.parse(JSON.parse(leaf?.bytes.toString('utf8') ?? '')).hash;
}

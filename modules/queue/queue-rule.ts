import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { indexAt, type Follower, type Leaf } from '#ledger';
import type { Stage } from './order.ts';

export type Discipline = 'fifo' | 'automatic';

/** What everybody is told about a queue. */
export interface QueueTerms {
  /** Public, in the ledger and in addresses. */
  readonly code: string;
  /** Public code of the unit: its unified social credit code. */
  readonly unitCode: string;
  readonly stage: Stage;
  /** First come, first served, by people; or the platform itself, without a take. */
  readonly discipline: Discipline;
  readonly plannedPerWeek: number;
  /** At most one in so many takes comes from lanes 0 and 1 while lane 2 waits. */
  readonly quota?: number | undefined;
}

/** The text whose hash is in the ledger. */
export function poolRule({ code, unitCode, stage, discipline, plannedPerWeek, quota }: QueueTerms): string {
  const limit = quota === undefined ? '' : `;quota=${quota}`;
  return `queue=${code};unit=${unitCode};stage=${stage};discipline=${discipline};order=ref;plannedPerWeek=${plannedPerWeek}${limit}`;
}

/** Base64 of the SHA-256 of a rule's text, as its leaf has it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** @param from whole seconds since 1970 at which it comes into force. */
export function queueRuleLeaf(terms: QueueTerms, from: number): Leaf {
  const { code, unitCode, stage, discipline, quota } = terms;
  return {
    k: 'rule',
    hash: hashOf(poolRule(terms)),
    q: code,
    unit: unitCode,
    stage,
    discipline,
    from,
    ...(quota === undefined ? {} : { quota }),
  };
}

interface Declaring {
  readonly pool: number;
  readonly declaration: QueueTerms;
  readonly now: Date;
  readonly from: number;
}

/** Follower: what the append's first leaf declares of a queue. */
export function declaring({ pool, declaration, now, from }: Declaring): Follower {
  return sql`insert into queue.rule (index, pool_id, discipline, quota, text, declared_at, valid_from)
    values (${indexAt(0)}, ${pool}, ${declaration.discipline}, ${declaration.quota ?? null}, ${poolRule(declaration)},
      ${now}, to_timestamp(${from}::bigint))`;
}

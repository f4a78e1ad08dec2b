import { z } from 'zod';
import { openJson, type World } from '#kernel';
import { eventContext } from './event-context.ts';
import { type CaseRecord } from './case-store.ts';
import { eventsOf } from './event-store.ts';
import type { EventKind } from './lifecycle.ts';
import { SupplementItem } from './supplement-items.ts';
import { taskNames } from './task-names.ts';

/** As `automatic/said.ts` writes it; what the table was asked stays sealed. */
const Automatic = z.object({
  outcome: z.enum(['approve', 'person']),
  reason: z.enum(['no-table', 'rule', 'no-rule', 'undecided', 'unexpected', 'budget', 'fault']).optional(),
  /** Id of the version of the table. */
  version: z.string().optional(),
  rules: z.array(
    z.object({
      number: z.number(),
      id: z.string().optional(),
      text: z.string(),
      basis: z.string().optional(),
    }),
  ),
});

const Details = z.object({
  reason: z.string().optional(),
  remedy: z.string().optional(),
  article: z.string().optional(),
  opinion: z.string().optional(),
  /** The visit that a task was, and which version of its record was signed. */
  visit: z.object({ version: z.number(), on: z.string(), inspectors: z.number(), digest: z.string() }).optional(),
  /** What an examination came to. */
  outcome: z.enum(['agree', 'object']).optional(),
  /** Why a task was handed to a colleague; between officers. */
  why: z.string().optional(),
  /** What an objection is about. */
  ground: z.string().optional(),
  /** Law and article by which silence was consent. */
  basis: z.string().optional(),
  method: z.string().optional(),
  note: z.string().optional(),
  items: z.array(SupplementItem).optional(),
  /** What the platform made of it by itself, and by which rules. */
  automatic: Automatic.optional(),
  /** The act was restored from the ledger; what it held is lost. */
  restored: z.boolean().optional(),
});

export type AutomaticDetails = Readonly<z.output<typeof Automatic>>;
export type EventDetails = Readonly<z.output<typeof Details>>;

export interface TimelineEntry {
  readonly id: string;
  readonly at: Date;
  readonly kind: EventKind;
  /** Number of the task during which it happened. */
  readonly n: number;
  /** Short name of the unit that acted; absent for the applicant's own acts. */
  readonly unit?: string;
  /** The item's own word for the stage. */
  readonly stageName?: string;
  readonly ledgerIndex: bigint;
  readonly details: EventDetails;
}

export const SealedDetails = z.object({ details: Details });

/** What happened to a case, newest first, with the reasons in the clear: for the applicant and the officer in charge. */
export async function timelineOf(world: World, record: CaseRecord): Promise<readonly TimelineEntry[]> {
  const events = await eventsOf(world.db, record.id);
  const context = eventContext(record.id);
  const names = await taskNames(world.db, record);
  return events
    .map((event): TimelineEntry => {
      const { details } = SealedDetails.parse(openJson(world.crypto, record.dataKey, context, event.sealed));
      const stageName = names(event.n);
      return {
        id: event.id,
        at: event.at,
        kind: event.kind,
        n: event.n,
        ledgerIndex: event.index,
        details,
        ...(event.unit === undefined ? {} : { unit: event.unit }),
        ...(stageName === undefined ? {} : { stageName }),
      };
    })
    .toReversed();
}

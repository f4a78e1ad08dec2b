import { z } from 'zod';
import { Act } from './act.ts';
import { Access, Extension, Finding, Passing, Rung, Settings } from './from-platform.ts';
import { Demand, Document, File, Materials, Opinion, Outcome, Refusal, ResultDocument } from './from-contents.ts';
import { Discretion, Priority, Relation, Returned, Standard, SupplementList } from './from-handling.ts';
import { Answer, Booking, Charge, Complaint, Declared, Device, Login, Rating, Window } from './from-counters.ts';

/**
 * Everything that supervision works over. What has a source today and what waits for one are told apart by the sources
 * themselves (`feed/source.ts`), not here.
 */
export const Watched = z.discriminatedUnion('type', [
  Act,
  Rung,
  Access,
  Passing,
  Finding,
  Extension,
  Settings,
  SupplementList,
  Demand,
  Returned,
  Opinion,
  Materials,
  File,
  Document,
  ResultDocument,
  Discretion,
  Outcome,
  Standard,
  Refusal,
  Charge,
  Answer,
  Rating,
  Declared,
  Priority,
  Window,
  Relation,
  Device,
  Login,
  Complaint,
  Booking,
]);

export type Watched = Readonly<z.output<typeof Watched>>;
export type WatchedType = Watched['type'];
/** The events of one type. */
export type Of<Type extends WatchedType> = Extract<Watched, { readonly type: Type }>;

/** How an event is cited as evidence. */
export function cited({ source, key }: Pick<Watched, 'source' | 'key'>): string {
  return `${source}:${key}`;
}

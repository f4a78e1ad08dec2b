import type { Of } from '../history/event.ts';
import { last } from './rule.ts';

/** What a unit has declared in time: kind, from, until, and for whom. */
export type Declarations = readonly (readonly [what: string, from: number, until: number, of: string])[];

export function nowDeclared(known: Declarations, event: Of<'declared'>): Declarations {
  const { what, from, until, agent, device, officer } = event;
  return last([...known, [what, from.getTime(), until.getTime(), agent ?? device ?? officer ?? ''] as const]);
}

interface Asked {
  readonly what: Of<'declared'>['what'];
  readonly at: Date;
  /** The agent, device or officer; a declaration for nobody in particular holds for all. */
  readonly of?: string | undefined;
}

/** Whether something had been declared for this moment. What is declared afterwards explains nothing that was before it. */
export function isDeclared(known: Declarations, { what, at, of }: Asked): boolean {
  const moment = at.getTime();
  return known.some(
    ([kind, from, until, whose]) =>
      kind === what && from <= moment && moment < until && (whose === '' || of === undefined || whose === of),
  );
}

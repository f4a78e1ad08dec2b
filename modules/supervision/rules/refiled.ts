import type { EventKind } from '#cases';
import { cited, type Of } from '../history/event.ts';
import { at, found, nothing, type Finding, type Rule, type RuleId } from './rule.ts';

interface Refiled {
  readonly id: RuleId;
  readonly basis: string;
  /** How a case may have ended to count, and how sure that is to be a way of beginning anew; none: not asked. */
  readonly ends: Partial<Record<EventKind, number | undefined>>;
}

/** A case that has ended: what of, when, how, and who ended it. */
interface Ended {
  readonly item: string;
  readonly at: number;
  readonly kind: EventKind;
  readonly name: string;
  readonly unit?: string | undefined;
  readonly officer?: string | undefined;
}

const DAY_MS = 86_400_000;

/** A rule about an applicant who files the same thing again soon after a case of theirs has ended. */
export function refiled({ id, basis, ends }: Refiled): Rule<readonly Ended[]> {
  return {
    id,
    basis,
    colours: ['yellow'],
    needs: ['act'],
    thresholds: ['rules.refiledDays'],
    start: [],
    scope: (event) =>
      event.type === 'act' && (event.kind === 'submitted' || event.kind in ends) ? event.applicant : undefined,
    step: (state, event, thresholds) => {
      if (event.type !== 'act' || event.item === undefined) return nothing(state);
      const since = event.at.getTime() - thresholds['rules.refiledDays'] * DAY_MS;
      const recent = state.filter((ended) => ended.at >= since);
      if (event.kind !== 'submitted') return nothing([...recent, endedBy(event, event.item)]);
      const before = recent.findLast(({ item }) => item === event.item);
      // Each ending is answered for once.
      const others = recent.filter((ended) => ended !== before);
      return before === undefined ? nothing(recent) : found(others, again(event, before, ends[before.kind]));
    },
  };
}

function endedBy(event: Of<'act'>, item: string): Ended {
  const { kind, unit, officer } = event;
  return { item, at: event.at.getTime(), kind, name: cited(event), unit, officer };
}

function again(event: Of<'act'>, before: Ended, confidence: number | undefined): Finding {
  const days = Math.floor((event.at.getTime() - before.at) / DAY_MS);
  return at(event, {
    colour: 'yellow',
    confidence,
    facts: { ended: before.kind, days },
    unit: before.unit ?? event.unit,
    officer: before.officer,
    evidence: [before.name, cited(event)],
  });
}

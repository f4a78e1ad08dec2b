import {
  momentOf,
  readInputs,
  toJson,
  type Decided,
  type Decisions,
  type ExplainedRule,
  type Facts,
  type Fired,
} from '#routing';

/** Why a person decides instead; sentences under `case.automatic.reason.`. */
export type PersonReason = 'no-table' | 'rule' | 'no-rule' | 'undecided' | 'unexpected' | 'budget' | 'fault';

/** What a table was asked and what fired: kept with the decision, for whoever wants to know why. */
export interface Reasons {
  readonly rules: readonly ExplainedRule[];
  /** Of the facts, what the table may ask about. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * What may come of a case that nobody looks at. There is no refusal among it, so nothing that computes one can say it:
 * whoever is not approved is looked at by a person.
 */
export type Verdict =
  | ({ readonly outcome: 'approve' } & Reasons)
  | ({ readonly outcome: 'person'; readonly reason: PersonReason; readonly detail?: string } & Reasons);

/** Far below what a decision may use: a case is filed while others wait. */
const LIMITS = { steps: 100_000, items: 10_000, characters: 100_000, depth: 500, diagnostics: 20 };

const NOTHING: Reasons = { rules: [], inputs: {} };

/**
 * Asks a table about the facts of a case. It approves if and only if the one decision comes to the text `approve` by a
 * rule that fired, without a diagnostic anywhere on the way; everything else, also a table that breaks, is a person's.
 */
export function judge(decisions: Decisions | undefined, name: string, facts: Facts): Verdict {
  if (decisions?.decisions.includes(name) !== true) return { outcome: 'person', reason: 'no-table', ...NOTHING };
  const inputs = askedOf(decisions, facts);
  try {
    const given = readInputs(JSON.stringify(inputs), decisions.inputTypes);
    if (given === undefined) return { outcome: 'person', reason: 'fault', rules: [], inputs };
    const decided = decisions.decide(given, { now: () => momentOf(facts), limits: LIMITS }, [name]);
    return verdictOf(decided, { name, inputs, rules: decisions.explain(decided.fired) });
  } catch (error) {
    return { outcome: 'person', reason: 'fault', detail: nameOf(error), rules: [], inputs };
  }
}

/** A case whose facts cannot even be read is a person's. */
export function undecidable(error: unknown): Verdict {
  return { outcome: 'person', reason: 'fault', detail: nameOf(error), ...NOTHING };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

interface Asked extends Reasons {
  readonly name: string;
}

function verdictOf({ results, fired, diagnostics }: Decided, { name, inputs, rules }: Asked): Verdict {
  const [problem] = diagnostics;
  if (problem !== undefined) {
    const reason = problemReasons.get(problem.code) ?? 'undecided';
    return { outcome: 'person', reason, detail: problem.code, rules, inputs };
  }
  const value = toJson(results.get(name) ?? null);
  if (value === 'approve' && hasFired(fired, name)) return { outcome: 'approve', rules, inputs };
  if (value === 'person') return { outcome: 'person', reason: rules.length > 0 ? 'rule' : 'no-rule', rules, inputs };
  if (value !== null) return { outcome: 'person', reason: 'unexpected', rules, inputs };
  return { outcome: 'person', reason: rules.length > 0 ? 'undecided' : 'no-rule', rules, inputs };
}

const problemReasons: ReadonlyMap<string, PersonReason> = new Map([
  ['dmn.no-rule', 'no-rule'],
  ['feel.steps', 'budget'],
  ['feel.list-too-long', 'budget'],
  ['feel.text-too-long', 'budget'],
  ['feel.too-deep', 'budget'],
]);

/** A default output approves nobody: there has to be a rule that says why. */
function hasFired(fired: readonly Fired[], name: string): boolean {
  return fired.some(({ decision, rules }) => decision === name && rules.length > 0);
}

/** Only what the table declares is shown to it, and only that is kept. */
function askedOf({ inputs }: Decisions, facts: Facts): Readonly<Record<string, unknown>> {
  return Object.fromEntries(inputs.map((name) => [name, facts[name] ?? null]));
}

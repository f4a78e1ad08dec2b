import { toSource } from '../../feel/text.ts';
import type { FeelType } from '../../feel/type.ts';
import { isContext, type Context, type Value } from '../../feel/value.ts';
import type { Circumstances, Decided, Decisions } from '../decide.ts';
import { isExpected, valueOf } from './given.ts';
import type { Case, Expected } from './read-cases.ts';

export interface Verdict {
  readonly status: 'SUCCESS' | 'ERROR' | 'IGNORED';
  /** What was found instead; empty if nothing has to be said. */
  readonly message: string;
}

const SUCCESS: Verdict = { status: 'SUCCESS', message: '' };
const MOST_SHOWN = 300;

/** Asks a model what a case asks, and compares. What would need Java or PMML is ignored. */
export function runCase(asked: Case, model: Decisions, circumstances: Circumstances): Verdict {
  const decided = ask(asked, model, circumstances);
  const wrong = asked.expected.filter((expected) => !isMet(expected, decided, asked));
  const [first] = wrong;
  if (first === undefined) return SUCCESS;
  if (decided.diagnostics.some(({ code }) => code === 'feel.external'))
    return { status: 'IGNORED', message: 'functions in Java and PMML are not run' };
  return { status: 'ERROR', message: explain(first, decided, asked) };
}

function ask({ type, invocable, inputs, expected }: Case, model: Decisions, circumstances: Circumstances): Decided {
  const values: Context = new Map(
    inputs.map(({ name, value }) => [name, valueOf(value, typeIn(model, invocable, name))]),
  );
  if (type !== 'decision' && invocable !== undefined) return model.invoke(invocable, values, circumstances);
  return model.decide(
    values,
    circumstances,
    expected.map(({ name }) => name),
  );
}

function typeIn(model: Decisions, invocable: string | undefined, name: string): FeelType | undefined {
  return (
    (invocable === undefined ? undefined : model.parameterTypes(invocable).get(name)) ?? model.inputTypes.get(name)
  );
}

/** A service with several outputs gives a context, of which a case may name one. */
function candidates({ name }: Expected, { results }: Decided, { type, invocable = '' }: Case): readonly Value[] {
  if (type === 'decision') return [results.get(name) ?? null];
  const whole = results.get(invocable) ?? null;
  return isContext(whole) && whole.has(name) ? [whole, whole.get(name) ?? null] : [whole];
}

function isMet(expected: Expected, decided: Decided, asked: Case): boolean {
  const found = candidates(expected, decided, asked);
  const { value } = expected;
  if (expected.error || value === undefined) return found.includes(null);
  return found.some((one) => isExpected(one, value));
}

function explain(expected: Expected, decided: Decided, asked: Case): string {
  const [found = null] = candidates(expected, decided, asked);
  const why = decided.diagnostics.map(({ code, element, offset, detail }) =>
    `${code} ${element ?? ''}@${offset} ${detail ?? ''}`.trim(),
  );
  return `${expected.name} is ${toSource(found)}${why.length === 0 ? '' : ` (${why.join('; ')})`}`.slice(0, MOST_SHOWN);
}

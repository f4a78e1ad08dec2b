import type { ServiceItem } from '#catalogue';
import type { Decisions } from '#routing';
import type { PartProblem } from '../part-problem.ts';
import { answerOf, GUIDE, type GuideAnswer } from './ask-guide.ts';

/** What a guide by tables may answer. */
const ANSWERS = ['eligibility', 'materials', 'fee'] as const;

/** Ways of answering that are tried: a guide asks few questions, and one that asks more is tried at random no better. */
const MOST_WAYS = 500;
const NUMBERS = [0, 1, 2, 10];
const DAY = '2026-01-15';

export interface CheckedGuide {
  readonly problems: readonly PartProblem[];
  readonly warnings: readonly PartProblem[];
}

/**
 * Answers a guide in every way that its questions allow, up to a bound, and tells what residents would meet: a guide that
 * answers nothing, an answer that never comes out, one that fails for some, a material that the item does not have.
 */
export function checkGuide(item: ServiceItem, decisions: Decisions, now: Date): CheckedGuide {
  const part = `decision.${GUIDE}` as const;
  const named = ANSWERS.filter((name) => decisions.decisions.includes(name));
  if (named.length === 0) return { problems: [{ part, code: 'publishing.guide-answers-nothing' }], warnings: [] };
  const tried = waysOf(decisions).map((inputs) => ({ inputs, answer: answerOf(decisions, inputs, () => now) }));
  const problems: PartProblem[] = [];
  const warnings: PartProblem[] = [];
  for (const name of named) {
    const failed = tried.find(({ answer }) => answer[name] === 'failed');
    if (failed === undefined) continue;
    const never = tried.every(({ answer }) => answer[name] === 'failed');
    const values = { name, given: inWords(failed.inputs) };
    if (never) problems.push({ part, code: 'publishing.guide-never', element: name, values });
    else warnings.push({ part, code: 'publishing.guide-fails', element: name, values });
  }
  return { problems: [...problems, ...strangeMaterials(item, tried)], warnings };
}

type Inputs = Readonly<Record<string, unknown>>;

/** Answers to all questions: each choice, a few numbers, today, something in words. */
function waysOf(decisions: Decisions): readonly Inputs[] {
  let ways: readonly Inputs[] = [{}];
  for (const { name, kind, choices } of decisions.questions()) {
    const values = valuesOf(kind, choices);
    ways = ways.flatMap((way) => values.map((value) => ({ ...way, [name]: value }))).slice(0, MOST_WAYS);
  }
  return ways;
}

function valuesOf(kind: string, choices: readonly string[]): readonly unknown[] {
  if (kind === 'choice') return choices;
  if (kind === 'yes-no') return [true, false];
  if (kind === 'number') return NUMBERS;
  return kind === 'date' ? [DAY] : ['-'];
}

function inWords(inputs: Inputs): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(', ');
}

function strangeMaterials(
  item: ServiceItem,
  tried: readonly { readonly inputs: Inputs; readonly answer: GuideAnswer }[],
): readonly PartProblem[] {
  const known = new Set(item.elements.materials.map(({ no }) => no));
  const said = tried.flatMap(({ answer: { materials } }) =>
    materials === undefined || materials === 'failed' ? [] : materials.numbers,
  );
  return [...new Set(said)]
    .filter((no) => !known.has(no))
    .map((no) => ({ part: `decision.${GUIDE}` as const, code: 'publishing.guide-material-unknown', values: { no } }));
}

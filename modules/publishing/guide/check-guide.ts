import type { ServiceItem } from '#catalogue';
import type { Decisions } from '#routing';
import type { PartProblem } from '../part-problem.ts';
import { answerOf, GUIDE, type GuideAnswer } from './ask-guide.ts';

/** What a guide by tables may answer. */
const ANSWERS = ['eligibility', 'materials', 'fee'] as const;

/** Ways of answering that are tried; of a guide that has more, so many that lie evenly among all. */
const MOST_WAYS = 300;
/** What one try may cost: all of them together run while somebody waits. */
const LIMITS = { steps: 10_000, items: 1_000, characters: 10_000, depth: 200, diagnostics: 5 };
const NUMBERS = [0, 1, 2, 10];
const DAY = '2026-01-15';

export interface CheckedGuide {
  readonly problems: readonly PartProblem[];
  readonly warnings: readonly PartProblem[];
}

/**
 * Answers a guide in every way that its questions allow, or in so many that lie evenly among them and says so, and tells
 * what residents would meet: a guide that answers nothing, an answer that never comes out, one that fails for some, a
 * material that the item does not have.
 */
export function checkGuide(item: ServiceItem, decisions: Decisions, now: Date): CheckedGuide {
  const part = `decision.${GUIDE}` as const;
  const named = ANSWERS.filter((name) => decisions.decisions.includes(name));
  if (named.length === 0) return { problems: [{ part, code: 'publishing.guide-answers-nothing' }], warnings: [] };
  const { ways, all } = waysOf(decisions);
  const circumstances = { now: () => now, limits: LIMITS };
  const tried = ways.map((inputs) => ({ inputs, answer: answerOf(decisions, inputs, circumstances) }));
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
  if (ways.length < all) warnings.push({ part, code: 'publishing.guide-not-all', values: { tried: ways.length, all } });
  return { problems: [...problems, ...strangeMaterials(item, tried)], warnings };
}

type Inputs = Readonly<Record<string, unknown>>;

interface Ways {
  readonly ways: readonly Inputs[];
  /** How many there are. */
  readonly all: number;
}

/**
 * Answers to all questions: each choice, a few numbers, today, something in words. Where there are too many, every so
 * many-th of all, each question turned on by one more than the one before it, so that every choice of each is among them.
 */
function waysOf(decisions: Decisions): Ways {
  const questions = decisions.questions().map(({ name, kind, choices }) => ({ name, values: valuesOf(kind, choices) }));
  const all = questions.reduce((product, { values }) => product * values.length, 1);
  const count = Math.min(all, MOST_WAYS);
  const way = (at: number): Inputs => {
    let rest = Math.floor((at * all) / count);
    return Object.fromEntries(
      questions.map(({ name, values }, place) => {
        const choice = (rest + (count < all ? at * (place + 1) : 0)) % values.length;
        rest = Math.floor(rest / values.length);
        return [name, values[choice]];
      }),
    );
  };
  return { ways: Array.from({ length: count }, (_, at) => way(at)), all };
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

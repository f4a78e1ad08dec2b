import type { World } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import { decisionVersion, readInputs, toJson, type Decisions, type ExplainedRule, type Limits } from '#routing';
import { pinnedService } from '../pinned-service.ts';
import { inputsOf, readAnswers, type Answered } from './read-answers.ts';

/** By this name a version of an item pins the tables of its guide. */
export const GUIDE = 'guide';

/** What a table came to, with its rules; `failed`: it has no answer, and the page says so. */
type Came<T> = ({ readonly rules: readonly ExplainedRule[] } & T) | 'failed';

export interface GuideAnswer {
  /** Whether somebody can apply: yes, no, or ask a person. */
  readonly eligibility?: Came<{ readonly verdict: 'yes' | 'no' | 'person' }>;
  /** Numbers of exactly the materials that are needed. */
  readonly materials?: Came<{ readonly numbers: readonly number[] }>;
  /** In 分. */
  readonly fee?: Came<{ readonly fen: number }>;
}

/** Questions of a guide with what was answered; the answer where everything was. */
export interface AskedGuide {
  readonly answers: readonly Answered[];
  /** Somebody has pressed the button. */
  readonly asked: boolean;
  readonly answer?: GuideAnswer;
}

/** What one answer may cost. */
const GUIDE_LIMITS: Limits = { steps: 100_000, items: 10_000, characters: 100_000, depth: 500, diagnostics: 20 };

/** The guide by tables of an item version, for the answers in an address; undefined: it has none. Stores nothing. */
export async function askGuide(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  version: ItemVersionId,
  query: URLSearchParams,
): Promise<AskedGuide | undefined> {
  const pinned = (await pinnedService(db, version))?.decisions[GUIDE];
  if (pinned === undefined) return undefined;
  const { decisions } = await decisionVersion(db, pinned);
  const answers = readAnswers(decisions.questions(), query);
  const asked = answers.some(({ question }) => query.has(`ask.${question.name}`));
  const complete = asked && answers.every(({ problem }) => problem === undefined);
  const answer = complete ? answerOf(decisions, inputsOf(answers), { now: () => clock.now() }) : undefined;
  return { answers, asked, ...(answer === undefined ? {} : { answer }) };
}

/** What the tables of a guide come to; each for itself, so that one that fails spoils no other. */
export function answerOf(
  decisions: Decisions,
  inputs: Readonly<Record<string, unknown>>,
  { now, limits = GUIDE_LIMITS }: { readonly now: () => Date; readonly limits?: Limits },
): GuideAnswer {
  const came = <T>(name: string, read: (value: unknown) => T | undefined): Came<T> | undefined =>
    decisions.decisions.includes(name) ? ask(decisions, { name, inputs, now, limits }, read) : undefined;
  const eligibility = came('eligibility', verdictOf);
  const materials = came('materials', (value) => {
    const numbers = Array.isArray(value) ? [...new Set(value.flat())] : [];
    return Array.isArray(value) && numbers.every(isCount) ? { numbers: numbers.toSorted((a, b) => a - b) } : undefined;
  });
  const fee = came('fee', (value) => (isCount(value) ? { fen: value } : undefined));
  return { ...(eligibility && { eligibility }), ...(materials && { materials }), ...(fee && { fee }) };
}

type Verdict = 'yes' | 'no' | 'person';

function verdictOf(value: unknown): { readonly verdict: Verdict } | undefined {
  return value === 'yes' || value === 'no' || value === 'person' ? { verdict: value } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

interface Asking {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly now: () => Date;
  readonly limits: Limits;
}

function ask<T>(
  decisions: Decisions,
  { name, inputs, ...circumstances }: Asking,
  read: (value: unknown) => T | undefined,
): Came<T> {
  const given = readInputs(JSON.stringify(inputs), decisions.inputTypes);
  if (given === undefined) return 'failed';
  const { results, fired, diagnostics } = decisions.decide(given, circumstances, [name]);
  const value = diagnostics.length > 0 ? undefined : read(toJson(results.get(name) ?? null));
  return value === undefined ? 'failed' : { ...value, rules: decisions.explain(fired) };
}

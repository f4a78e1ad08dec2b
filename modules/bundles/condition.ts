import { z } from 'zod';
import { Condition, holds, type Answers, type FormField } from '#forms';
import { evaluateFeel, type Value, variablesOf } from '#routing';

/** When a node applies: about answers that were chosen, or in FEEL, where numbers are compared. */
export const NodeCondition = z.union([Condition, z.strictObject({ feel: z.string().regex(/\S/).max(1000) })]);
export type NodeCondition = Condition | { readonly feel: string };

/** Digits as a person types an area, a number of seats, an amount: at most two decimals. */
export const NUMBER = String.raw`^\d{1,9}(?:\.\d{1,2})?$`;

/** Whether a question asks for a number that can be compared. */
export function isNumberQuestion({ kind, inputmode }: Pick<FormField, 'kind' | 'inputmode'>): boolean {
  return kind === 'text' && inputmode === 'decimal';
}

type Questions = readonly FormField[];

/** Whether a condition is met. What FEEL cannot say, because something was not answered, is not met. */
export function isMet(condition: NodeCondition, questions: Questions, answers: Answers): boolean {
  if (!('feel' in condition)) return holds(condition, answers);
  return valueOf(condition.feel, questions, answers) === true;
}

/** What comparing a few answers may cost: anybody may ask a guide, and each of its nodes is asked. */
const LIMITS = { steps: 2_000, items: 1_000, characters: 10_000, depth: 100, diagnostics: 5 };

/** A condition in FEEL that has no clock: the same answers always come to the same services. */
const NEVER = () => new Date(0);

function valueOf(feel: string, questions: Questions, answers: Answers): Value {
  return evaluateFeel(feel, { variables: variables(questions, answers), now: NEVER, limits: LIMITS }).value;
}

function variables(questions: Questions, answers: Answers): ReadonlyMap<string, Value> {
  return variablesOf(
    Object.fromEntries(
      questions.map((question) => {
        const answer = answers[question.name] ?? null;
        return [question.name, isNumberQuestion(question) && answer !== null ? Number(answer) : answer];
      }),
    ),
  );
}

const SAMPLES = ['0', '1', '1000000'] as const;

/** Whether an expression is about what is asked only, and says yes or no whatever is answered. */
export function isDecided(feel: string, questions: Questions): boolean {
  const possible = questions.map((question) => [question.name, answersTo(question)] as const);
  const plain = Object.fromEntries(possible.map(([name, [first]]) => [name, first])) as Answers;
  const given = possible.flatMap(([name, values]) => values.map((value): Answers => ({ ...plain, [name]: value })));
  return [plain, ...given].every((answers) => {
    const { value, diagnostics } = evaluateFeel(feel, {
      variables: variables(questions, answers),
      now: NEVER,
      limits: LIMITS,
    });
    return typeof value === 'boolean' && diagnostics.length === 0;
  });
}

function answersTo(question: FormField): readonly (string | boolean | readonly string[])[] {
  if (question.kind === 'yes-no') return [true, false];
  if (isNumberQuestion(question)) return SAMPLES;
  const values = (question.options ?? []).map(({ value }) => value);
  return question.kind === 'choices' ? values.map((value) => [value]) : values;
}

import type { Question } from '#routing';

/** What is wrong with an answer; sentences under `guide.ask.problem.`. */
export type AnswerProblem = 'missing' | 'number' | 'date' | 'choice';

export interface Answered {
  readonly question: Question;
  /** As it was typed. */
  readonly typed: string;
  readonly problem?: AnswerProblem;
}

const NUMBER = /^\d{1,15}(?:\.\d{1,6})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOST_TEXT = 200;

/** Reads the answers out of an address; nothing of them is kept anywhere. */
export function readAnswers(questions: readonly Question[], query: URLSearchParams): readonly Answered[] {
  return questions.map((question) => {
    const typed = (query.get(`ask.${question.name}`) ?? '').trim().slice(0, MOST_TEXT);
    const problem = problemOf(question, typed);
    return { question, typed, ...(problem === undefined ? {} : { problem }) };
  });
}

function problemOf({ kind, choices }: Question, typed: string): AnswerProblem | undefined {
  if (typed === '') return 'missing';
  if (kind === 'number') return NUMBER.test(typed) ? undefined : 'number';
  if (kind === 'date') return DATE.test(typed) && !Number.isNaN(Date.parse(typed)) ? undefined : 'date';
  if (kind === 'yes-no') return typed === 'yes' || typed === 'no' ? undefined : 'choice';
  return kind === 'text' || choices.includes(typed) ? undefined : 'choice';
}

/** The answers as a table is given them. */
export function inputsOf(answers: readonly Answered[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(answers.map((answer) => [answer.question.name, valueOf(answer)] as const));
}

function valueOf({ question: { kind }, typed }: Answered): string | number | boolean {
  if (kind === 'number') return Number(typed);
  return kind === 'yes-no' ? typed === 'yes' : typed;
}

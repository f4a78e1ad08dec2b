import { answerOf, visibleAnswers, type Answers } from '#forms';
import type { MergedForm } from './merge-form.ts';

/** What one service is told of the answers to the merged form: what was asked, under its own names. */
export function splitAnswers(
  { form, fields }: Pick<MergedForm, 'form' | 'fields'>,
  node: string,
  answers: Answers,
): Answers {
  const given = visibleAnswers(form, answers);
  return Object.fromEntries(
    Object.entries(fields[node] ?? {}).flatMap(([own, merged]) => {
      const answer = answerOf(given, merged);
      return answer === undefined ? [] : [[own, answer]];
    }),
  );
}

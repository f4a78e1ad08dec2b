/** Where somebody lives or trades: a region code, down to the village where villages are known, and the rest in words. */
export interface AddressAnswer {
  readonly region: string;
  readonly detail: string;
}

/**
 * One answer as it is stored: text, a date (`2026-11-22`) or the value of a choice as string, money in 分 as integer,
 * yes or no as boolean, several choices as list. What could not be read is kept as the string that was typed.
 */
export type AnswerValue = string | number | boolean | readonly string[] | AddressAnswer;

export type Answers = Readonly<Record<string, AnswerValue>>;

/** An answer by name; a field that is called like something every object has is still not answered. */
export function answerOf(answers: Answers, name: string): AnswerValue | undefined {
  return Object.hasOwn(answers, name) ? answers[name] : undefined;
}

/** Whether nothing was answered: an empty text, no choice, an address without any part. */
export function isBlank(answer: AnswerValue | undefined): boolean {
  if (answer === undefined || answer === '') return true;
  if (isList(answer)) return answer.length === 0;
  return isAddress(answer) && answer.region === '' && answer.detail === '';
}

export function isAddress(answer: unknown): answer is AddressAnswer {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'region' in answer &&
    typeof answer.region === 'string' &&
    'detail' in answer &&
    typeof answer.detail === 'string'
  );
}

export function isList(answer: AnswerValue | undefined): answer is readonly string[] {
  return Array.isArray(answer);
}

/** An answer that is not of its kind, as plainly as it can be shown. */
export function asTyped(answer: AnswerValue): string {
  if (isList(answer)) return answer.join(' ');
  return isAddress(answer) ? `${answer.region} ${answer.detail}`.trim() : String(answer);
}

import { translator } from '#kernel';
import { optionsIn } from './options.ts';
import type { BundleSketch, SketchNode, SketchRow } from './sketch.ts';

type Written = Pick<SketchNode, 'match' | 'rows' | 'expression'>;
type Questions = BundleSketch['questions'];

/** A condition as it is read aloud; what is in FEEL is said with the questions in place of their names. */
export function conditionSentence({ match, rows, expression }: Written, questions: Questions): string {
  const t = translator();
  if (match === 'always') return t('bundleEditor.match.always');
  if (match === 'expression') return named(expression, questions);
  return rows
    .map((row) => rowSentence(row, questions))
    .join(t(match === 'any' ? 'bundleEditor.sentence.any' : 'bundleEditor.sentence.all'));
}

function rowSentence({ question: name, is, value }: SketchRow, questions: Questions): string {
  const t = translator();
  const question = questions.find((each) => each.name === name);
  const isChoice = question?.kind === 'choice' || question?.kind === 'choices';
  const option = isChoice ? optionsIn(question.options).find((each) => each.value === value)?.label : undefined;
  const yesNo = value === 'yes' || value === 'no' ? t(`bundleEditor.value.${value}`) : value;
  return t('bundleEditor.sentence.row', {
    question: question?.label ?? name,
    is: t(`bundleEditor.is.${is === '' ? 'is' : is}`),
    value: option ?? (question?.kind === 'yes-no' ? yesNo : value),
  });
}

/** Texts in quotes stay as they are. */
function named(expression: string, questions: Questions): string {
  return expression.replaceAll(/"(?:[^"\\]|\\.)*"|[A-Za-z][A-Za-z0-9]*/g, (word) => {
    const label = questions.find(({ name }) => name === word)?.label;
    return label === undefined ? word : `“${label}”`;
  });
}

import { escaped } from '../testing.ts';

interface Column {
  readonly name?: string;
  readonly type?: string;
  readonly values?: string;
  readonly otherwise?: string;
}

export interface Drawing {
  readonly policy: string;
  readonly aggregation?: string;
  readonly inputs?: readonly { readonly text: string; readonly type?: string; readonly values?: string }[];
  readonly outputs?: readonly Column[];
  readonly rules: readonly (readonly [inputs: readonly string[], outputs: readonly string[]])[];
}

const text = (element: string, words: string | undefined) =>
  words === undefined ? '' : `<${element}><text>${escaped(words)}</text></${element}>`;
const type = (typeRef: string | undefined) => (typeRef === undefined ? '' : ` typeRef="${typeRef}"`);

/** The XML of a decision table. */
export function table({
  policy,
  aggregation,
  inputs = [{ text: 'n', type: 'number' }],
  outputs = [{}],
  rules,
}: Drawing): string {
  const how = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  const columns = inputs.map(
    (one) =>
      `<input><inputExpression${type(one.type)}><text>${escaped(one.text)}</text></inputExpression>${text('inputValues', one.values)}</input>`,
  );
  const results = outputs.map(
    (one, at) =>
      `<output name="${one.name ?? `o${at + 1}`}"${type(one.type)}>${text('outputValues', one.values)}${text('defaultOutputEntry', one.otherwise)}</output>`,
  );
  const rows = rules.map(
    ([ins, outs], at) =>
      `<rule id="r${at + 1}">${ins.map((cell) => text('inputEntry', cell)).join('')}${outs.map((cell) => text('outputEntry', cell)).join('')}</rule>`,
  );
  return `<decisionTable id="table" hitPolicy="${policy}"${how}>${columns.join('')}${results.join('')}${rows.join('')}</decisionTable>`;
}

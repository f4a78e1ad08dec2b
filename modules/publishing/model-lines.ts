import type { Expression, Model, TableExpression } from '#routing';

/** Something that a model says, in a line, so that two models can be compared. */
export interface Line {
  /** The decision, knowledge or input that it is of. */
  readonly of: string;
  readonly text: string;
  /** A rule of a table. */
  readonly rule: boolean;
}

/** Everything in a model that decides anything; names of elements and the drawing do not. */
export function linesOfModel(model: Model): readonly Line[] {
  const line = (of: string, text: string): Line => ({ of, text: `${of}: ${text}`, rule: false });
  return [
    ...model.imports.map(({ name, namespace }) => line('import', `${name} ${namespace}`)),
    ...model.types.map((type) => line(type.name, plain(type))),
    ...model.inputs.map(({ name, variable, description }) =>
      line(name, ['?', variable.typeRef, description].filter(Boolean).join(' ')),
    ),
    ...[...model.decisions, ...model.knowledge].flatMap(({ name, variable, requires, logic }) => [
      line(name, [variable.typeRef, ...requires.toSorted()].filter(Boolean).join(' ')),
      ...(logic === undefined ? [] : linesOfLogic(name, logic)),
    ]),
    ...model.services.map(({ name, outputs, inputDecisions, inputData }) =>
      line(name, plain({ outputs, inputDecisions, inputData })),
    ),
  ];
}

function linesOfLogic(of: string, logic: Expression): readonly Line[] {
  if (logic.type === 'table') return linesOfTable(of, logic);
  return [{ of, text: `${of} = ${logic.type === 'literal' ? logic.text : plain(logic)}`, rule: false }];
}

function linesOfTable(of: string, { hitPolicy, aggregator, inputs, outputs, rules }: TableExpression): readonly Line[] {
  const policy = [hitPolicy, aggregator].filter(Boolean).join(' ');
  const asked = inputs.map(({ expression, values }) => [expression.text, bracketed(values)].join(''));
  const told = outputs.map(({ name, values, otherwise }) =>
    [name, bracketed(values), otherwise === undefined ? '' : ` (${otherwise.text})`].join(''),
  );
  return [
    { of, text: `${of} [${policy}] ${asked.join(', ')} → ${told.join(', ')}`, rule: false },
    ...rules.map((rule): Line => {
      const written = rule.outputs.map(({ text }) => text).join(', ');
      const beside = [...rule.annotations.values()].filter((text) => text !== '').join('; ');
      const note = beside === '' ? '' : ` (${beside})`;
      return { of, text: `${of}: ${rule.inputs.join(', ')} → ${written}${note}`, rule: true };
    }),
  ];
}

function bracketed(values: string | undefined): string {
  return values === undefined ? '' : ` {${values}}`;
}

/** As JSON, without the names of elements, which mean nothing. */
function plain(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => (key === 'id' ? undefined : part));
}

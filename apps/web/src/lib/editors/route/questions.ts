import type { Editor } from './modeler.ts';
import { conditionOf, definitionOf, jointOf, kindOf, textOf, type Element, type PartKind } from './parts.ts';

/** What a panel asks about an element. */
export interface Question {
  readonly name: string;
  readonly as: 'text' | 'area' | 'span' | 'department' | 'departments' | 'decision' | 'flow' | 'completion' | 'yes-no';
  readonly get: (element: Element) => string;
  readonly set: (editor: Editor, element: Element, value: string) => void;
  /** Only where this holds. */
  readonly when?: (element: Element) => boolean;
}

/** An attribute as the file has it; emptied, it is gone. */
function attribute(name: string, as: Question['as'], own = `tongban:${name}`): Question {
  return {
    name,
    as,
    get: ({ businessObject }) => textOf(businessObject, own),
    set: (editor, element, value) => editor.set(element, { [own]: value === '' ? undefined : value }),
  };
}

const name = attribute('name', 'text', 'name');

/** Joint work begins with its first department and ends with its last. */
const departments: Question = {
  name: 'departments',
  as: 'departments',
  get: ({ businessObject }) => textOf(jointOf(businessObject), 'tongban:departments'),
  set: (editor, element, value) => {
    const joint = jointOf(element.businessObject);
    if (value === '') editor.set(element, { loopCharacteristics: undefined });
    else if (joint !== undefined) editor.setPart(element, joint, { 'tongban:departments': value });
    else {
      const made = { 'tongban:departments': value, 'tongban:completion': 'all' };
      editor.set(element, {
        loopCharacteristics: editor.make('bpmn:MultiInstanceLoopCharacteristics', made),
      });
    }
  },
};

function ofJoint(own: string, as: Question['as'], when: Question['when']): Question {
  return {
    name: own,
    as,
    get: ({ businessObject }) => textOf(jointOf(businessObject), `tongban:${own}`),
    set: (editor, element, value) => {
      const joint = jointOf(element.businessObject);
      if (joint) editor.setPart(element, joint, { [`tongban:${own}`]: value === '' ? undefined : value });
    },
    ...(when === undefined ? {} : { when }),
  };
}

const isJoint = ({ businessObject }: Element) => jointOf(businessObject) !== undefined;
const completion = ofJoint('completion', 'completion', isJoint);
const needed = ofJoint(
  'needed',
  'text',
  ({ businessObject }) => textOf(jointOf(businessObject), 'tongban:completion') === 'n-of-m',
);

const condition: Question = {
  name: 'condition',
  as: 'area',
  get: ({ businessObject }) => conditionOf(businessObject),
  set: (editor, element, value) =>
    editor.set(element, {
      conditionExpression: value === '' ? undefined : editor.make('bpmn:FormalExpression', { body: value }),
    }),
  when: ({ source }) => source !== undefined && ['exclusive', 'inclusive'].includes(kindOf(source)),
};

const otherwise: Question = {
  name: 'default',
  as: 'flow',
  get: ({ businessObject }) => (businessObject.get('default') as { id?: string } | undefined)?.id ?? '',
  set: (editor, element, value) => {
    const flow = element.outgoing?.find(({ id }) => id === value);
    editor.set(element, { default: flow?.businessObject });
  },
};

const after: Question = {
  name: 'after',
  as: 'span',
  get: ({ businessObject }) => textOf(definitionOf(businessObject), 'tongban:after'),
  set: (editor, element, value) => {
    const definition = definitionOf(element.businessObject);
    const span = value === '' ? undefined : value;
    if (definition) editor.setPart(element, definition, { 'tongban:after': span, timeDuration: undefined });
  },
};

const interrupting: Question = {
  name: 'interrupting',
  as: 'yes-no',
  get: ({ businessObject }) => (businessObject.get('cancelActivity') === false ? 'no' : 'yes'),
  set: (editor, element, value) => editor.set(element, { cancelActivity: value !== 'no' }),
};

const work = [attribute('department', 'department'), attribute('budget', 'span')];
const deemed = [attribute('deemedAfter', 'span'), attribute('legalBasis', 'text')];

/** What is asked of each part, in the order of the panel. */
export const QUESTIONS: Readonly<Record<PartKind, readonly Question[]>> = {
  user: [
    name,
    ...work,
    departments,
    completion,
    needed,
    attribute('participants', 'departments'),
    attribute('inspectors', 'text'),
    attribute('checklist', 'area'),
    attribute('pages', 'text'),
    attribute('materials', 'text'),
    ...deemed,
    attribute('stage', 'text'),
  ],
  rule: [name, attribute('decision', 'decision')],
  service: [name, attribute('operation', 'text')],
  exclusive: [name, otherwise],
  inclusive: [name, otherwise],
  parallel: [name],
  subprocess: [name],
  start: [name],
  end: [name],
  terminate: [name],
  timer: [name, after, interrupting],
  flow: [name, condition],
  other: [name],
};

/** Attributes that are asked for, so that the rest of what the server knows can be asked as plain text. */
export const ASKED: ReadonlySet<string> = new Set(
  Object.values(QUESTIONS).flatMap((questions) => questions.map((question) => question.name)),
);

/** Questions about attributes that nothing here knows more of than their names. */
export function plainQuestions(names: readonly string[]): readonly Question[] {
  return names.filter((one) => !ASKED.has(one)).map((one) => attribute(one, 'text'));
}

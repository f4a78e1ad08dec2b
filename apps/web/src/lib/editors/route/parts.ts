/** What the file says of an element; attributes of the platform's own have the prefix `tongban:`. */
export interface Said {
  readonly id: string;
  readonly $type: string;
  get: (name: string) => unknown;
}

/** An element of the drawing. */
export interface Element {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly businessObject: Said;
  /** The element that this is the label of. */
  readonly labelTarget?: Element;
  readonly outgoing?: readonly Element[];
  readonly source?: Element;
  readonly target?: Element;
  readonly host?: Element;
}

export type PartKind =
  | 'user'
  | 'rule'
  | 'service'
  | 'exclusive'
  | 'parallel'
  | 'inclusive'
  | 'subprocess'
  | 'start'
  | 'end'
  | 'terminate'
  | 'timer'
  | 'flow'
  | 'other';

const KINDS: Readonly<Record<string, PartKind>> = {
  'bpmn:UserTask': 'user',
  'bpmn:BusinessRuleTask': 'rule',
  'bpmn:ServiceTask': 'service',
  'bpmn:ExclusiveGateway': 'exclusive',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:InclusiveGateway': 'inclusive',
  'bpmn:SubProcess': 'subprocess',
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:BoundaryEvent': 'timer',
  'bpmn:SequenceFlow': 'flow',
};

/** What an element is to the route. */
export function kindOf({ type, businessObject }: Element): PartKind {
  const kind = KINDS[type] ?? 'other';
  return kind === 'end' && definitionOf(businessObject) !== undefined ? 'terminate' : kind;
}

/** The part that says what sort of event it is. */
export function definitionOf(said: Said): Said | undefined {
  return (said.get('eventDefinitions') as readonly Said[] | undefined)?.[0];
}

/** Joint work of several departments. */
export function jointOf(said: Said): Said | undefined {
  return said.get('loopCharacteristics') as Said | undefined;
}

export function textOf(said: Said | undefined, name: string): string {
  const value = said?.get(name);
  return typeof value === 'string' ? value : '';
}

/** The condition of a flow. */
export function conditionOf(said: Said): string {
  return textOf(said.get('conditionExpression') as Said | undefined, 'body');
}

/** A name for a list, also of what has none. */
export function titleOf(element: Element, kindName: string): string {
  const name = textOf(element.businessObject, 'name');
  if (kindOf(element) !== 'flow') return name === '' ? `${kindName} ${element.id}` : name;
  const end = (one: Element | undefined) => (one === undefined ? '' : textOf(one.businessObject, 'name') || one.id);
  return `${end(element.source)} → ${end(element.target)}`;
}

import type { RouteNode } from '../route.ts';
import { partsOf, referencesOf, textOf, type Tree, type Values } from '../tree.ts';
import type { Refuse } from './given.ts';
import { present, readWork } from './read-work.ts';
import { readDuration, readSpan } from './span.ts';

type Common = Pick<RouteNode, 'id' | 'name' | 'parent' | 'kept'>;

interface Place {
  readonly id: string;
  readonly parent: string | undefined;
}

const TASKS = { 'bpmn:UserTask': 'user', 'bpmn:ServiceTask': 'service', 'bpmn:BusinessRuleTask': 'rule' } as const;
const CHOICES = { 'bpmn:ExclusiveGateway': 'exclusive', 'bpmn:InclusiveGateway': 'inclusive' } as const;
const PLAIN = {
  'bpmn:StartEvent': 'start',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:SubProcess': 'subprocess',
} as const;

/** What is kept of a node without having a meaning. */
const KEPT = ['documentation', 'gatewayDirection', 'implementation', 'artifacts', 'laneSets'];

/** A node of a route, or undefined where a refusal says why there is none. */
export function readNode(tree: Tree, { id, parent }: Place, refuse: Refuse): RouteNode | undefined {
  const common: Common = {
    id,
    ...present({ name: textOf(tree, 'name'), parent }),
    kept: { ...keptOf(tree, KEPT), ...innerIds(tree) },
  };
  const { type } = tree;
  if (isKeyOf(TASKS, type)) return { ...common, kind: TASKS[type], work: readWork(tree, TASKS[type], refuse) };
  if (isKeyOf(CHOICES, type)) {
    const [otherwise] = referencesOf(tree, 'default');
    return { ...common, kind: CHOICES[type], ...present({ otherwise }) };
  }
  if (isKeyOf(PLAIN, type)) return { ...common, kind: PLAIN[type] };
  if (type === 'bpmn:EndEvent') return readEnd(tree, common, refuse);
  return type === 'bpmn:BoundaryEvent' ? readTimer(tree, common, refuse) : undefined;
}

/** The values under some names, as they are. */
export function keptOf({ values }: Tree, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** Parts that have a meaning may have an id and a documentation of their own besides. */
function innerIds(tree: Tree): Values {
  const inner = ['eventDefinitions', 'loopCharacteristics'].map((name) => {
    const parts = partsOf(tree, name).map((part) => ({
      type: part.type,
      values: keptOf(part, ['id', 'documentation']),
    }));
    return [name, parts.filter(({ values }) => Object.keys(values).length > 0)] as const;
  });
  return Object.fromEntries(inner.filter(([, parts]) => parts.length > 0));
}

function readEnd(tree: Tree, common: Common, refuse: Refuse): RouteNode | undefined {
  const definitions = partsOf(tree, 'eventDefinitions');
  const isOther = definitions.some(({ type }) => type !== 'bpmn:TerminateEventDefinition');
  if (isOther || definitions.length > 1) {
    refuse('route.timer-misplaced');
    return undefined;
  }
  return { ...common, kind: definitions.length === 1 ? 'terminate' : 'end' };
}

function readTimer(tree: Tree, common: Common, refuse: Refuse): RouteNode | undefined {
  const [definition, ...more] = partsOf(tree, 'eventDefinitions');
  const [on] = referencesOf(tree, 'attachedToRef');
  const isTimer = definition?.type === 'bpmn:TimerEventDefinition' && more.length === 0;
  if (!isTimer || on === undefined) {
    refuse('route.timer-misplaced');
    return undefined;
  }
  const iso = partsOf(definition, 'timeDuration').map((duration) => textOf(duration, 'body') ?? '');
  const own = textOf(definition, 'after');
  const written = [...iso.map(readDuration), ...(own === undefined ? [] : [readSpan(own)])];
  const [after] = written;
  if (after === undefined || written.length !== 1) {
    refuse('route.timer-malformed');
    return undefined;
  }
  return { ...common, kind: 'timer', on, interrupting: tree.values.cancelActivity !== false, after };
}

function isKeyOf<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}

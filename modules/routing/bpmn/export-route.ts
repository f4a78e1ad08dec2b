import type { Flow, Route, RouteNode, Work } from '../route.ts';
import { listed, partsOf, type Tree, type TreeValue, type Values } from '../tree.ts';
import { write } from './parse.ts';
import { needsValues } from './read-needs.ts';
import { visitValues } from './read-visit.ts';
import { formatDuration, formatSpan } from './span.ts';

const TYPES: Readonly<Record<RouteNode['kind'], string>> = {
  start: 'bpmn:StartEvent',
  end: 'bpmn:EndEvent',
  terminate: 'bpmn:EndEvent',
  timer: 'bpmn:BoundaryEvent',
  subprocess: 'bpmn:SubProcess',
  user: 'bpmn:UserTask',
  service: 'bpmn:ServiceTask',
  rule: 'bpmn:BusinessRuleTask',
  exclusive: 'bpmn:ExclusiveGateway',
  parallel: 'bpmn:ParallelGateway',
  inclusive: 'bpmn:InclusiveGateway',
};

/** Writes a route as BPMN 2.0: read again it is the same route, drawing included. */
export async function exportRoute(route: Route): Promise<string> {
  const process: Tree = {
    type: 'bpmn:Process',
    values: {
      id: route.id,
      ...named(route),
      ...(route.automatic && { automatic: route.automatic.decision, automaticAfter: route.automatic.after }),
      ...route.kept.process,
      flowElements: elementsIn(parts(route), undefined),
    },
  };
  const others = listed(route.kept.definitions.rootElements);
  // The drawing refers to the rest, so it stands last.
  const { diagrams, rootElements: _, ...head } = route.kept.definitions;
  const values: Values = {
    ...head,
    rootElements: [...others, process],
    ...(diagrams === undefined ? {} : { diagrams }),
  };
  return write({ type: 'bpmn:Definitions', values });
}

interface Parts {
  readonly nodes: ReadonlyMap<string | undefined, readonly RouteNode[]>;
  readonly flows: ReadonlyMap<string | undefined, readonly Flow[]>;
  readonly incoming: ReadonlyMap<string, readonly Flow[]>;
  readonly outgoing: ReadonlyMap<string, readonly Flow[]>;
}

function parts({ nodes, flows }: Route): Parts {
  return {
    nodes: Map.groupBy(nodes, ({ parent }) => parent),
    flows: Map.groupBy(flows, ({ parent }) => parent),
    incoming: Map.groupBy(flows, ({ target }) => target),
    outgoing: Map.groupBy(flows, ({ source }) => source),
  };
}

function elementsIn(all: Parts, parent: string | undefined): readonly Tree[] {
  const nodes = all.nodes.get(parent) ?? [];
  return [...nodes.map((node) => nodeTree(node, all)), ...(all.flows.get(parent) ?? []).map(flowTree)];
}

function nodeTree(node: RouteNode, all: Parts): Tree {
  const references = (flows: readonly Flow[] = []) => flows.map(({ id }) => ({ ref: id }));
  const incoming = references(all.incoming.get(node.id));
  const outgoing = references(all.outgoing.get(node.id));
  const values: Values = {
    id: node.id,
    ...named(node),
    ...node.kept,
    ...(incoming.length === 0 ? {} : { incoming }),
    ...(outgoing.length === 0 ? {} : { outgoing }),
    ...meaning(node),
    ...(node.kind === 'subprocess' ? { flowElements: elementsIn(all, node.id) } : {}),
  };
  return { type: TYPES[node.kind], values };
}

function meaning(node: RouteNode): Values {
  if ('work' in node) return workValues(node.work, node.kept);
  if (node.kind === 'terminate')
    return {
      eventDefinitions: [withId(node.kept, 'eventDefinitions', { type: 'bpmn:TerminateEventDefinition', values: {} })],
    };
  if (node.kind === 'timer') return timerValues(node);
  if (node.kind !== 'exclusive' && node.kind !== 'inclusive') return {};
  return node.otherwise === undefined ? {} : { default: { ref: node.otherwise } };
}

function timerValues({ on, interrupting, after, kept }: RouteNode & { readonly kind: 'timer' }): Values {
  const duration = formatDuration(after);
  const definition: Tree = {
    type: 'bpmn:TimerEventDefinition',
    values: duration === undefined ? { after: formatSpan(after) } : { timeDuration: expression(duration) },
  };
  return {
    attachedToRef: { ref: on },
    ...(interrupting ? {} : { cancelActivity: false }),
    eventDefinitions: [withId(kept, 'eventDefinitions', definition)],
  };
}

function workValues({ participants, budget, joint, deemed, needs, visit, ...words }: Work, kept: Values): Values {
  return {
    ...words,
    ...needsValues(needs),
    ...visitValues(visit),
    ...(participants.length === 0 ? {} : { participants: participants.join(' ') }),
    ...(budget === undefined ? {} : { budget: formatSpan(budget) }),
    ...(deemed === undefined ? {} : { deemedAfter: formatSpan(deemed.after), legalBasis: deemed.basis }),
    ...(joint === undefined ? {} : { loopCharacteristics: withId(kept, 'loopCharacteristics', jointTree(joint)) }),
  };
}

function jointTree({ departments, completion }: NonNullable<Work['joint']>): Tree {
  const needed = completion.rule === 'n-of-m' ? { needed: String(completion.needed) } : {};
  return {
    type: 'bpmn:MultiInstanceLoopCharacteristics',
    values: { departments: departments.join(' '), completion: completion.rule, ...needed },
  };
}

/** What the file said of a part besides its meaning. */
function withId(kept: Values, name: string, { type, values }: Tree): Tree {
  const [own] = partsOf({ values: kept }, name);
  return { type, values: { ...own?.values, ...values } };
}

function flowTree({ id, source, target, condition, language, kept, ...rest }: Flow): Tree {
  const values: Values = {
    id,
    ...named(rest),
    ...kept,
    sourceRef: { ref: source },
    targetRef: { ref: target },
    ...(condition === undefined ? {} : { conditionExpression: expression(condition, language) }),
  };
  return { type: 'bpmn:SequenceFlow', values };
}

function expression(body: string, language?: string): TreeValue {
  return { type: 'bpmn:FormalExpression', values: { body, ...(language === undefined ? {} : { language }) } };
}

function named({ name }: { readonly name?: string }): Values {
  return name === undefined ? {} : { name };
}

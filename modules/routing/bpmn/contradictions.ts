import type { Flow, RouteNode } from '../route.ts';
import { partsOf, referencesOf, textOf, type Tree } from '../tree.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

interface Parts {
  readonly nodes: readonly RouteNode[];
  readonly flows: readonly Flow[];
}

/** Where a file says one thing here and another there: the parser believes both. */
export function contradictions({ nodes, flows }: Parts, process: Tree): readonly Refusal[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const flowsById = new Map(flows.map((flow) => [flow.id, flow]));
  return [
    ...flows.flatMap((flow) => flowProblem(flow, byId)),
    ...nodes.flatMap((node) => nodeProblem(node, byId, flowsById)),
    ...listsOf(process).flatMap((node) => listProblem(node, flowsById)),
  ];
}

function flowProblem(
  { id, source, target, parent, condition }: Flow,
  byId: ReadonlyMap<string, RouteNode>,
): readonly Refusal[] {
  const from = byId.get(source);
  const to = byId.get(target);
  if (from === undefined || to === undefined) return [refusal('route.reference-unknown', id)];
  if (from.parent !== parent || to.parent !== parent) return [refusal('route.flow-crosses', id)];
  const isChoice = from.kind === 'exclusive' || from.kind === 'inclusive';
  return condition !== undefined && !isChoice ? [refusal('route.condition-misplaced', id)] : [];
}

function nodeProblem(
  node: RouteNode,
  byId: ReadonlyMap<string, RouteNode>,
  flowsById: ReadonlyMap<string, Flow>,
): readonly Refusal[] {
  if (node.kind === 'timer') {
    const host = byId.get(node.on);
    const canHost = host !== undefined && ['user', 'service', 'rule', 'subprocess'].includes(host.kind);
    return canHost && host.parent === node.parent ? [] : [refusal('route.timer-misplaced', node.id)];
  }
  if (node.kind !== 'exclusive' && node.kind !== 'inclusive') return [];
  if (node.otherwise === undefined || flowsById.get(node.otherwise)?.source === node.id) return [];
  return [refusal('route.flow-contradicts', node.id, node.otherwise)];
}

/** `incoming` and `outgoing` repeat what the flows say, and may be left out as a whole. */
function listProblem(node: Tree, flowsById: ReadonlyMap<string, Flow>): readonly Refusal[] {
  const id = textOf(node, 'id') ?? '';
  const wrong = [
    ...referencesOf(node, 'incoming').filter((flow) => flowsById.get(flow)?.target !== id),
    ...referencesOf(node, 'outgoing').filter((flow) => flowsById.get(flow)?.source !== id),
  ];
  return wrong.slice(0, 1).map((flow) => refusal('route.flow-contradicts', id, flow));
}

function listsOf(container: Tree): readonly Tree[] {
  return partsOf(container, 'flowElements').flatMap((element) => [element, ...listsOf(element)]);
}

function refusal(code: RefusalCode, element: string, detail?: string): Refusal {
  return { code, element, ...(detail === undefined ? {} : { detail }) };
}

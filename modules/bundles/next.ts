import type { BundleDefinition, BundleEdge, BundleNode } from './definition.ts';

/** `skipped` does not apply; `stopped` can never begin, because what it depends on was not granted. */
export const partStates = ['waiting', 'started', 'granted', 'refused', 'skipped', 'stopped', 'withdrawn'] as const;
export type PartState = (typeof partStates)[number];

export interface Part {
  readonly state: PartState;
  /** Its department accepted it, whatever became of it later. */
  readonly accepted: boolean;
}

export type Parts = ReadonlyMap<string, Part>;
export type Outcome = 'granted' | 'partly' | 'refused' | 'withdrawn';

export interface Next {
  /** The state of every part now. */
  readonly parts: Parts;
  /** Those that begin with this. */
  readonly starts: readonly string[];
  /** Those that can never begin, with this. */
  readonly stops: readonly string[];
  /** Set once nothing is open any more. */
  readonly outcome?: Outcome;
}

type Graph = Pick<BundleDefinition, 'nodes' | 'edges'>;

const DONE: ReadonlySet<PartState> = new Set(['granted', 'skipped']);
const OPEN: ReadonlySet<PartState> = new Set(['waiting', 'started']);

/** The parts of a bundle that has just been filed. */
export function firstParts({ nodes }: Graph, applying: ReadonlySet<string>): Parts {
  return new Map(
    nodes.map(({ key }) => [key, { state: applying.has(key) ? 'waiting' : 'skipped', accepted: false } as const]),
  );
}

/**
 * What begins and what can never begin, now that the parts stand like this. What is outside and the one delivery are
 * done as soon as they may begin; a visit begins and is done when its record is written. Asked again with the result,
 * it changes nothing: so two events at the same moment, or an outage, start nothing twice and forget nothing.
 */
export function next(graph: Graph, before: Parts): Next {
  const parts = new Map(before);
  const starts: string[] = [];
  const stops: string[] = [];
  for (let moved = true; moved;) {
    moved = false;
    for (const node of graph.nodes) {
      if (isIdle(graph, node, parts)) {
        parts.set(node.key, { state: 'stopped', accepted: false });
        stops.push(node.key);
        moved = true;
      }
      if (parts.get(node.key)?.state !== 'waiting') continue;
      const step = stepOf(node, graph.edges, parts);
      if (step === 'wait') continue;
      moved = true;
      if (step === 'stop') stops.push(node.key);
      else starts.push(node.key);
      parts.set(node.key, {
        state: step === 'stop' ? 'stopped' : begun(node),
        accepted: step === 'start' && isAtOnce(node),
      });
    }
  }
  const outcome = outcomeOf(graph, parts);
  return { parts, starts, stops, ...(outcome === undefined ? {} : { outcome }) };
}

/** A visit for whose record nobody waits any more. */
function isIdle({ edges }: Graph, { key, kind }: BundleNode, parts: Parts): boolean {
  if (kind !== 'visit' || parts.get(key)?.state !== 'started') return false;
  const served = edges.filter(({ from, kind: edge }) => from === key && edge === 'finish-decide');
  return served.length > 0 && served.every(({ to }) => !OPEN.has(parts.get(to)?.state ?? 'skipped'));
}

function begun(node: BundleNode): PartState {
  return isAtOnce(node) ? 'granted' : 'started';
}

function isAtOnce({ kind }: BundleNode): boolean {
  return kind === 'outside' || kind === 'delivery';
}

type Step = 'start' | 'stop' | 'wait';

function stepOf(node: BundleNode, edges: readonly BundleEdge[], parts: Parts): Step {
  const needs = edges.filter(({ to, kind }) => to === node.key && kind !== 'finish-decide');
  const steps = needs.map(({ from, kind }) => afterEdge(parts.get(from), kind));
  // One visit and one delivery serve whatever is left: they wait for nothing that has ended, and fail only with all.
  if (node.kind === 'visit' || node.kind === 'delivery') {
    if (steps.includes('wait')) return 'wait';
    return steps.length > 0 && steps.every((step) => step === 'stop') ? 'stop' : 'start';
  }
  if (steps.includes('stop')) return 'stop';
  return steps.includes('wait') ? 'wait' : 'start';
}

function afterEdge(part: Part | undefined, kind: BundleEdge['kind']): Step {
  if (part === undefined || DONE.has(part.state)) return 'start';
  if (kind === 'accepted-start' && part.accepted) return 'start';
  return OPEN.has(part.state) ? 'wait' : 'stop';
}

/** Whether the decision of a part must wait: for a visit or another part that has not ended. */
export function isGated({ edges }: Graph, node: string, parts: Parts): boolean {
  return edges.some(
    ({ from, to, kind }) => kind === 'finish-decide' && to === node && OPEN.has(parts.get(from)?.state ?? 'skipped'),
  );
}

/**
 * The outcome of the whole. It is granted if every service that it needs is; an optional one that is refused is listed
 * with its reason and changes nothing else.
 */
export function outcomeOf({ nodes }: Graph, parts: Parts): Outcome | undefined {
  const stateOf = ({ key }: BundleNode) => parts.get(key)?.state ?? 'skipped';
  if (nodes.some((node) => OPEN.has(stateOf(node)))) return undefined;
  const cases = nodes.filter((node) => node.kind === 'case' && stateOf(node) !== 'skipped');
  const needed = cases.filter(({ optional }) => !optional);
  const judged = needed.length === 0 ? cases : needed;
  if (judged.every((node) => stateOf(node) === 'granted')) return 'granted';
  if (cases.some((node) => stateOf(node) === 'granted')) return 'partly';
  return cases.some((node) => stateOf(node) === 'refused') ? 'refused' : 'withdrawn';
}

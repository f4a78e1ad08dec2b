import { Engine, type Execution } from 'bpmn-engine';
import { exportRoute } from '../bpmn/export-route.ts';
import type { Route } from '../route.ts';

interface Outgoing {
  readonly id?: string;
  readonly outbound?: readonly { discard: () => void }[];
}

type Facts = Readonly<Record<string, boolean>>;

/** A route in somebody else's engine: exclusive and parallel gateways, loops and terminate ends. */
export class Peer {
  readonly #execution: Execution;
  readonly #facts: { now: Facts };

  private constructor(execution: Execution, facts: { now: Facts }) {
    this.#execution = execution;
    this.#facts = facts;
  }

  static async start(route: Route, facts: Facts): Promise<Peer> {
    const now = { now: facts };
    const source = await exportRoute(spoken(route));
    const engine = new Engine({ source, scripts: conditionsOf(route, now), extensions: { living } });
    return new Peer(await engine.execute(), now);
  }

  /** The user tasks that wait, sorted. */
  open(): readonly string[] {
    const tasks = this.#execution.getPostponed().filter(({ type }) => type === 'bpmn:UserTask');
    return tasks.map(({ id }) => id).toSorted();
  }

  done(task: string, facts: Facts): void {
    this.#facts.now = facts;
    this.#execution.signal({ id: task });
  }
}

/**
 * It sends tokens of its own down the ways that were not taken, and its parallel join counts them as arrivals: work goes
 * on while a task before the join is still open. Without them it plays as BPMN says.
 */
function living({ outbound = [] }: Outgoing) {
  for (const flow of outbound) flow.discard = () => undefined;
  return { activate: () => undefined, deactivate: () => undefined };
}

/** It asks a condition only if the file names the language. */
function spoken(route: Route): Route {
  return {
    ...route,
    flows: route.flows.map((flow) => (flow.condition === undefined ? flow : { ...flow, language: 'feel' })),
  };
}

/** Conditions are names of facts, looked up when they are asked. */
function conditionsOf(route: Route, facts: { readonly now: Facts }) {
  const conditions = new Map(route.flows.map(({ id, condition }) => [id, condition ?? '']));
  return {
    register: () => undefined,
    getScript: (_language: string, { id }: { id: string }) => ({
      execute: (_context: unknown, next: (error: null, holds: boolean) => void) =>
        next(null, facts.now[conditions.get(id) ?? ''] === true),
    }),
  };
}

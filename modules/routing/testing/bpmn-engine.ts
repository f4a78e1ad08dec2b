import { Engine, type Execution } from 'bpmn-engine';
import { exportRoute } from '../bpmn/export-route.ts';
import type { Route } from '../route.ts';

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
    const engine = new Engine({ source: await exportRoute(spoken(route)), scripts: conditionsOf(route, now) });
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

import { routeEngine, type Effect, type ElementId, type KeptRoute, type Route } from '#routing';
import type { Stage } from '#queue';
import { named, randomFrom, type Random } from '../../routing/testing.ts';
import type { EventKind } from '../lifecycle.ts';
import type { ShortNo } from '../numbers.ts';
import { begin, goOn, type Played } from '../route/play.ts';
import type { CaseHistory, HistoryAct, HistoryTask } from './history.ts';

/** What really happened at a task, noted while it happened. */
export interface PlayedVisit {
  readonly stage: Stage;
  readonly element?: ElementId;
  readonly waiting: [from: Date, until: Date][];
  readonly working: [from: Date, until: Date][];
  answered: boolean;
}

export interface PlayedHistory {
  readonly history: CaseHistory;
  /** Flows of the route that were taken. */
  readonly flows: readonly ElementId[];
  readonly visits: readonly PlayedVisit[];
}

const HALF_HOUR_MS = 1_800_000;
const MOST_STEPS = 40;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Open {
  readonly task: Writable<HistoryTask>;
  readonly visit: PlayedVisit;
}

/** A closed case that went through a route at random, the same for the same seed, and what it really did. */
export function randomHistory(route: Route, seed: number): PlayedHistory {
  return new HistoryPlayer(route, seed).play();
}

class HistoryPlayer {
  readonly #route: Route;
  readonly #random: Random;
  readonly #kept: KeptRoute;
  readonly #seed: number;
  readonly #acts: HistoryAct[] = [];
  readonly #tasks: Writable<HistoryTask>[] = [];
  readonly #visits: PlayedVisit[] = [];
  readonly #flows: ElementId[] = [];
  readonly #receivedAt: Date;
  #now: number;
  #open: Open[] = [];

  constructor(route: Route, seed: number) {
    this.#route = route;
    this.#seed = seed;
    this.#random = randomFrom(seed);
    this.#kept = { xml: '', route, engine: routeEngine(route, named) };
    this.#now = Date.UTC(2026, 8, 1) + this.#random.below(2_000) * HALF_HOUR_MS;
    this.#receivedAt = new Date(this.#now);
  }

  play(): PlayedHistory {
    const status = this.#live();
    const { length } = this.#acts;
    return {
      history: {
        id: `case-${this.#seed}`,
        no: `no-${this.#seed}` as ShortNo,
        last: BigInt(length),
        status,
        receivedAt: this.#receivedAt,
        tasks: this.#tasks,
        acts: this.#acts,
      },
      flows: this.#flows,
      visits: this.#visits,
    };
  }

  #live(): CaseHistory['status'] {
    const acceptance = this.#begin('acceptance');
    this.#act('submitted', acceptance);
    if (this.#random.chance(0.1)) return this.#withdraw();
    this.#work(acceptance);
    if (this.#random.chance(0.15)) return this.#answer(acceptance, 'notAccepted');
    this.#answer(acceptance, 'accepted');
    if (!this.#examine() || this.#random.chance(0.1)) return this.#withdraw();
    const decision = this.#begin('decision');
    this.#work(decision);
    if (this.#random.chance(0.3)) return this.#answer(decision, 'denied');
    this.#answer(decision, 'approved');
    const delivery = this.#begin('delivery');
    this.#work(delivery);
    return this.#answer(delivery, 'delivered');
  }

  /** @returns whether the route came to its end */
  #examine(): boolean {
    const played = (taken: ReturnType<typeof begin>): Played => {
      if ('code' in taken) throw new Error(`${taken.code} at ${taken.element}`);
      this.#flows.push(...taken.taken);
      for (const effect of taken.closed) this.#close(effect);
      for (const effect of taken.opened) if (effect.kind === 'task') this.#begin('examination', effect);
      return taken;
    };
    let now = played(begin(this.#playing()));
    for (let steps = 0; !now.ended; steps += 1) {
      if (steps >= MOST_STEPS) return false;
      now = played(goOn(this.#playing(), now.state, this.#next(now)));
    }
    return true;
  }

  #playing() {
    const conditions = this.#route.flows.flatMap(({ condition = [] }) => condition);
    const facts = Object.fromEntries(conditions.map((name) => [name, this.#random.chance(0.4)]));
    return { kept: this.#kept, facts, ask: () => ({ result: null, fired: [] }) };
  }

  #next({ state: { marking } }: Played): Parameters<typeof goOn>[2] {
    const timers = marking.active.flatMap(({ instance, element, fired = [] }) =>
      this.#route.nodes
        .filter((node) => node.kind === 'timer' && node.on === element && !fired.includes(node.id))
        .map(({ id }) => ({ due: id, instance })),
    );
    const timer = timers[this.#random.below(timers.length)];
    const open = this.#open[this.#random.below(this.#open.length)];
    if (timer !== undefined && (open === undefined || this.#random.chance(0.2))) {
      this.#act('timerDue', this.#open[0]);
      return timer;
    }
    if (open === undefined) throw new Error('Nothing is open, and the route has not ended.');
    this.#work(open);
    const outcome = this.#random.chance(0.7) ? 'agree' : 'object';
    const { instance = '', department } = open.task;
    Object.assign(open.task, { ended: 'passed', outcome });
    this.#answer(open, 'passed');
    const isJoint = marking.active.some((each) => each.instance === instance && each.parts !== undefined);
    return { done: instance, outcome, ...(isJoint && department !== undefined ? { department } : {}) };
  }

  #begin(stage: Stage, effect?: Extract<Effect, { readonly kind: 'task' }>): Open {
    const openedAt = new Date(this.#now);
    const n = this.#tasks.length;
    const node = this.#route.nodes.find(({ id }) => id === effect?.element);
    const department = effect?.department ?? (node !== undefined && 'work' in node ? node.work.department : undefined);
    const of = effect && { element: effect.element, instance: effect.instance, ...(department && { department }) };
    const task: Writable<HistoryTask> = { n, stage, openedAt, ...of };
    const element = effect && { element: effect.element };
    const visit: PlayedVisit = { stage, ...element, waiting: [], working: [], answered: false };
    this.#tasks.push(task);
    this.#visits.push(visit);
    const open = { task, visit };
    this.#open.push(open);
    return open;
  }

  /** Waits, is taken, perhaps given back and taken again, and comes to be answered. */
  #work({ task, visit }: Open): void {
    const since = task.openedAt.getTime();
    let from = new Date(since);
    do {
      this.#pass();
      visit.waiting.push([from, new Date(this.#now)]);
      this.#act('taken', { task });
      const takenAt = new Date(this.#now);
      this.#pass();
      visit.working.push([takenAt, new Date(this.#now)]);
      if (!this.#random.chance(0.2)) return;
      const released = this.#random.chance(0.5) ? 'timeout' : 'absence';
      this.#acts.push({ kind: 'released', n: task.n, at: new Date(this.#now), released });
      from = new Date(this.#now);
    } while (this.#visits.length > 0);
  }

  #pass(): void {
    this.#now += this.#random.below(200) * HALF_HOUR_MS;
  }

  #answer(open: Open, kind: EventKind & CaseHistory['status']): CaseHistory['status'];
  #answer(open: Open, kind: EventKind): void;
  #answer({ task, visit }: Open, kind: EventKind): string {
    visit.answered = true;
    task.closedAt = new Date(this.#now);
    this.#act(kind, { task });
    this.#open = this.#open.filter((each) => each.task !== task);
    return kind;
  }

  #close(effect: Effect): void {
    if (effect.kind !== 'task') return;
    for (const { task } of this.#open)
      if (task.instance === effect.instance && (effect.department ?? task.department) === task.department)
        Object.assign(task, { ended: 'dropped', closedAt: new Date(this.#now) });
    this.#open = this.#open.filter(({ task }) => task.ended === undefined);
  }

  #withdraw(): CaseHistory['status'] {
    for (const { task } of this.#open) {
      task.closedAt = new Date(this.#now);
      if (task.stage === 'examination') task.ended = 'dropped';
    }
    this.#act('withdrawn', this.#open[0]);
    return 'withdrawn';
  }

  #act(kind: EventKind, on: Pick<Open, 'task'> | undefined): void {
    this.#acts.push({ kind, n: on?.task.n ?? this.#tasks.length - 1, at: new Date(this.#now) });
  }
}

import { routeEngine, type Effect, type ElementId, type Happening, type KeptRoute, type Route } from '#routing';
import { begin, goOn, type Played, type Playing, type RouteState } from '../route/play.ts';
import type { CaseHistory, HistoryTask } from './history.ts';

/** Which flows of its route a case has taken; one that was taken twice stands twice. */
export interface Way {
  readonly flows: readonly ElementId[];
  /** How many ways fit what happened: where several do, only what they have in common is among the flows. */
  readonly fit: 'one' | 'several' | 'none';
}

/** Of one case; routes in which so many choices fit one history cannot be told apart anyway. */
const MOST_RUNS = 400;

/**
 * Finds the flows that cases took in a route. What decided at its gateways is sealed or was never written down, so the
 * route is played again with every answer that its conditions could have given, and what fits the tasks that were opened
 * is what happened. Where several ways fit, only what they have in common is certain.
 */
export function wayFinder(route: Route): (history: CaseHistory) => Way {
  const known = new Map<string, Way>();
  return (history) => {
    const seen = seenOf(history);
    if (seen === undefined) return { flows: [], fit: 'none' };
    // Most cases of a service go the same few ways.
    const key = JSON.stringify(seen);
    const way = known.get(key) ?? find(route, seen);
    known.set(key, way);
    return way;
  };
}

/** What the route did to a case, without times. */
interface Seen {
  /** Tasks in the order in which they were opened; one that was asked again after a loss stands once. */
  readonly opened: readonly string[];
  readonly happened: readonly Said[];
  /** Whether it came to a decision: its route has ended. */
  readonly ended: boolean;
}

type Said =
  | { readonly kind: 'timer' }
  | {
      readonly kind: 'done' | 'consent';
      readonly instance: string;
      readonly department?: string;
      readonly outcome: 'agree' | 'object';
    };

/** Undefined where the case never began a route, or was accepted before cases had any. */
function seenOf({ tasks, acts }: CaseHistory): Seen | undefined {
  if (!acts.some(({ kind }) => kind === 'accepted')) return undefined;
  const examinations = tasks.filter(({ stage }) => stage === 'examination');
  if (examinations.some(({ element }) => element === undefined)) return undefined;
  return {
    opened: [...new Set(examinations.map(nameOf))],
    happened: acts.flatMap((act): readonly Said[] => {
      if (act.kind === 'timerDue') return [{ kind: 'timer' }];
      if (act.kind !== 'passed' && act.kind !== 'consented') return [];
      const task = examinations.find(({ n }) => n === act.n);
      if (task?.instance === undefined) return [];
      const { instance, department, outcome = 'agree' } = task;
      const kind = act.kind === 'passed' ? 'done' : 'consent';
      return [{ kind, instance, outcome, ...(department === undefined ? {} : { department }) }];
    }),
    ended: tasks.some(({ stage }) => stage === 'decision'),
  };
}

function nameOf({ instance = '', department = '' }: Pick<HistoryTask, 'instance' | 'department'>): string {
  return `${instance} ${department}`;
}

interface Place {
  readonly state: RouteState;
  readonly ended: boolean;
  readonly flows: readonly ElementId[];
  /** How many of the tasks that were seen have been opened so far. */
  readonly opened: number;
}

function find(route: Route, seen: Seen): Way {
  const walk = new Walk(route, seen);
  const ways = walk.ways();
  const [first] = ways;
  if (walk.isTired) return { flows: [], fit: 'several' };
  if (first === undefined) return { flows: [], fit: 'none' };
  const flows = ways.reduce((common, way) => inBoth(common, way), first);
  return { flows, fit: ways.every((way) => way.length === flows.length) ? 'one' : 'several' };
}

function inBoth(one: readonly ElementId[], other: readonly ElementId[]): readonly ElementId[] {
  const left = [...other];
  return one.filter((id) => {
    const at = left.indexOf(id);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Every way through a route that fits what was seen. */
class Walk {
  readonly #route: Route;
  readonly #seen: Seen;
  /** What the conditions answer in the run that is going on; one that is asked and is not here ends the run. */
  #answers: ReadonlyMap<string, boolean> = new Map();
  #asked: string | undefined;
  #runs = 0;
  readonly #kept: KeptRoute;

  constructor(route: Route, seen: Seen) {
    this.#route = route;
    this.#seen = seen;
    const read = (condition: string) => () => {
      const answer = this.#answers.get(condition);
      if (answer === undefined) this.#asked = condition;
      return answer;
    };
    this.#kept = { xml: '', route, engine: routeEngine(route, read) };
  }

  get isTired(): boolean {
    return this.#runs > MOST_RUNS;
  }

  ways(): readonly (readonly ElementId[])[] {
    return this.#each((playing) => begin(playing), { flows: [], opened: 0 })
      .flatMap((place) => this.#from(place, 0))
      .map(({ flows }) => flows);
  }

  #from(place: Place, at: number): readonly Place[] {
    const said = this.#seen.happened[at];
    if (said === undefined) return this.#fits(place) ? [place] : [];
    return this.#happenings(place, said)
      .flatMap((happening) => this.#each((playing) => goOn(playing, place.state, happening), place))
      .flatMap((next) => this.#from(next, at + 1));
  }

  #fits({ ended, opened }: Place): boolean {
    return opened === this.#seen.opened.length && (ended || !this.#seen.ended);
  }

  /** Which timer it was that had come is not told in public. */
  #happenings({ state: { marking } }: Place, said: Said): readonly Happening[] {
    if (said.kind === 'timer')
      return marking.active.flatMap(({ instance, element, fired = [] }) =>
        this.#route.nodes
          .filter((node) => node.kind === 'timer' && node.on === element && !fired.includes(node.id))
          .map(({ id }) => ({ due: id, instance })),
      );
    const { instance, department, outcome } = said;
    const isJoint = marking.active.some((each) => each.instance === instance && each.parts !== undefined);
    const whose = isJoint && department !== undefined ? { department } : {};
    return [said.kind === 'consent' ? { consent: instance, ...whose } : { done: instance, outcome, ...whose }];
  }

  /** Runs a step with every answer that its conditions could give. */
  #each(run: (playing: Playing) => ReturnType<typeof begin>, { flows, opened }: Before): readonly Place[] {
    const found: Place[] = [];
    const left: ReadonlyMap<string, boolean>[] = [new Map()];
    for (let answers = left.pop(); answers !== undefined && !this.isTired; answers = left.pop()) {
      this.#runs += 1;
      this.#answers = answers;
      this.#asked = undefined;
      const played = run({ kept: this.#kept, facts: {}, ask: () => ({ result: null, fired: [] }) });
      const asked = this.#missing();
      if (asked !== undefined) left.push(new Map([...answers, [asked, false]]), new Map([...answers, [asked, true]]));
      else if (!('code' in played)) found.push(...this.#next(played, { flows, opened }));
    }
    return found;
  }

  #missing(): string | undefined {
    return this.#asked;
  }

  #next({ state, ended, opened: effects, taken }: Played, { flows, opened }: Before): readonly Place[] {
    const names = effects.flatMap((effect) => this.#nameOf(effect));
    const fits = names.every((name, at) => this.#seen.opened[opened + at] === name);
    return fits ? [{ state, ended, flows: [...flows, ...taken], opened: opened + names.length }] : [];
  }

  #nameOf(effect: Effect): readonly string[] {
    if (effect.kind !== 'task') return [];
    const node = this.#route.nodes.find(({ id }) => id === effect.element);
    const whose = effect.department ?? (node !== undefined && 'work' in node ? node.work.department : undefined);
    return [nameOf({ instance: effect.instance, ...(whose === undefined ? {} : { department: whose }) })];
  }
}

type Before = Pick<Place, 'flows' | 'opened'>;

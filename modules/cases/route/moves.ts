import { Refusal, type Tx, type World } from '#kernel';
import { unitByUscc, type UnitId } from '#identity';
import { pinnedService } from '#publishing';
import type { Stage } from '#queue';
import {
  momentOf,
  routeVersion,
  type Effect,
  type Happening,
  type KeptRoute,
  type Marking,
  type Outcome,
  type RouteVersionId,
  type Span,
  type StepRefusal,
} from '#routing';
import type { CaseRecord } from '../case-store.ts';
import { factsOf } from './facts.ts';
import { decisionsOf } from './ask-decision.ts';
import { begin, goOn, type Asked, type Played, type Playing, type RouteState } from './play.ts';
import { openState, sealState } from './kept-state.ts';
import { routeFor } from './route-for.ts';
import type { KeptStep } from './step-store.ts';
import { routeTasks, type Due, type RouteTask } from './task-store.ts';

/** A task that is to be opened, in the queue of a unit. */
export interface Opening {
  readonly stage: Stage;
  readonly unit: UnitId;
  /** In the queue in which the platform itself works. */
  readonly automatic?: boolean;
  /** Of a task of the route. */
  readonly of?: Pick<RouteTask, 'element' | 'instance' | 'department' | 'name'> & { readonly budget?: Span };
}

/** What becomes due, so long after the moment at which it was opened. */
export type DueAfter = Omit<Due, 'at'> & { readonly after: Span };

/** What an act makes of the tasks of its case. */
export interface Moves {
  readonly opening: readonly Opening[];
  /** Tasks that the route needs no more. */
  readonly closing: readonly Pick<RouteTask, 'n' | 'unit'>[];
  readonly dues: readonly DueAfter[];
  readonly undue: readonly DueAfter[];
  readonly asked: readonly Asked[];
  readonly route?: { readonly version: RouteVersionId } & KeptStep;
  /** Whether the platform looks at it from now on, or does so no more. */
  readonly automatic?: 'pending' | 'person';
}

export const STAYS: Moves = { opening: [], closing: [], dues: [], undue: [], asked: [] };

/** What happened in the route: somebody or the law ended a task, or a time has passed. */
export type RouteEvent =
  | { readonly kind: 'done'; readonly task: RouteTask | undefined; readonly outcome: Outcome }
  | { readonly kind: 'consent'; readonly task: RouteTask; readonly at: Date }
  | { readonly kind: 'timer'; readonly due: Due };

/** Acceptance: the route begins. @throws Refusal cases.route-stuck */
export async function beginRoute(tx: Tx, world: World, record: CaseRecord): Promise<Moves> {
  const version = await routeFor(tx, world.db, record.itemVersion);
  const playing = await playingOf(tx, world, { record, version });
  return movesOf(tx, world, { record, version, playing, played: unstuck(begin(playing)) });
}

interface Going {
  readonly record: CaseRecord;
  readonly event: RouteEvent;
}

/** Something happened in the route. @throws Refusal cases.route-stuck */
export async function goOnInRoute(tx: Tx, world: World, { record, event }: Going): Promise<Moves> {
  const version = record.routeVersion ?? (await routeFor(tx, world.db, record.itemVersion));
  const at = legalMoment(event);
  const playing = await playingOf(tx, world, { record, version, ...(at && { at }) });
  const state = record.route === undefined ? beforeRoutes(playing, record) : openState(world, record, record.route);
  const happened = happeningOf(event, state.marking);
  const played = unstuck(goOn(playing, state, happened));
  const moves = await movesOf(tx, world, { record, version, playing, played, happened });
  // The task that is done closes itself.
  const own = event.kind === 'timer' ? undefined : event.task?.n;
  return { ...moves, closing: moves.closing.filter(({ n }) => n !== own) };
}

/** What time brings about is looked at as things were when it was due, however late somebody looks. */
function legalMoment(event: RouteEvent): Date | undefined {
  if (event.kind === 'timer') return event.due.at;
  return event.kind === 'consent' ? event.at : undefined;
}

interface At {
  readonly record: CaseRecord;
  readonly version: RouteVersionId;
  /** The legal moment, where that is not now. */
  readonly at?: Date;
}

async function playingOf(tx: Tx, world: World, { record, version, at }: At): Promise<Playing> {
  return {
    kept: await routeVersion(tx, version),
    facts: await factsOf(tx, world, { record, at: at ?? world.clock.now() }),
    ask: await decisionsOf(tx, await pinnedService(world.db, record.itemVersion, tx)),
  };
}

/** A case that was accepted before cases had routes: its examinations so far were passed one by one. */
function beforeRoutes(playing: Playing, { n }: CaseRecord): RouteState {
  let played = unstuck(begin(playing));
  for (let done = 1; done < n && !played.ended; done += 1) {
    const instance = played.state.marking.active[0]?.instance ?? '';
    played = unstuck(goOn(playing, played.state, { done: instance, outcome: 'agree' }));
  }
  return played.state;
}

function happeningOf(event: RouteEvent, { active }: Marking): Happening {
  if (event.kind === 'timer') return { due: event.due.element, instance: event.due.instance };
  const instance = event.task?.instance ?? active[0]?.instance ?? '';
  const isJoint = active.some((each) => each.instance === instance && each.parts !== undefined);
  const whose = isJoint && event.task?.department !== undefined ? { department: event.task.department } : {};
  return event.kind === 'consent'
    ? { consent: instance, ...whose }
    : { done: instance, outcome: event.outcome, ...whose };
}

/** What the route cannot decide is nobody's guess: nothing happens, and whoever keeps the route is told where. */
function unstuck(result: Played | StepRefusal): Played {
  if (!('code' in result)) return result;
  throw new Refusal('cases.route-stuck', { values: { element: result.element, problem: result.code } });
}

interface Result {
  readonly record: CaseRecord;
  readonly version: RouteVersionId;
  readonly playing: Playing;
  readonly played: Played;
  /** Absent: it began. */
  readonly happened?: Happening;
}

async function movesOf(tx: Tx, world: World, { record, version, playing, played, happened }: Result): Promise<Moves> {
  const { opened, closed, asked, ended } = played;
  const state = sealState(world, record, played.state);
  const open = (await routeTasks(tx, record.id)).filter(({ closedAt }) => closedAt === undefined);
  const opening: Opening[] = [];
  for (const effect of opened)
    if (effect.kind === 'task') opening.push(await openingOf(tx, record, { effect, playing }));
  return {
    opening: ended && mayBeDecided(record) ? [...opening, { stage: 'decision', unit: record.unit }] : opening,
    closing: open.filter((task) => closed.some((effect) => isOf(task, effect))),
    dues: opened.flatMap((effect) => dueOf(effect)),
    undue: closed.flatMap((effect) => dueOf(effect)),
    asked,
    route: { version, state, at: momentOf(playing.facts), ...(happened && { happened }) },
  };
}

/** A part of a bundle waits until its gate is open: for a joint visit, or for another part. */
function mayBeDecided({ bundleRef, gate }: CaseRecord): boolean {
  return bundleRef === undefined || gate === 'open';
}

function isOf(task: RouteTask, effect: Effect): boolean {
  if (effect.kind !== 'task' || task.instance !== effect.instance) return false;
  return effect.department === undefined || effect.department === task.department;
}

interface TaskEffect {
  readonly effect: Extract<Effect, { readonly kind: 'task' }>;
  readonly playing: Playing;
}

async function openingOf(tx: Tx, record: CaseRecord, { effect, playing }: TaskEffect): Promise<Opening> {
  const { element, instance } = effect;
  const node = nodeOf(playing.kept, element);
  const department = effect.department ?? node.work.department;
  const unit = department === undefined ? undefined : await unitByUscc(tx, department);
  const { budget } = node.work;
  return {
    stage: 'examination',
    // A department that is not known here is served by the case's own agency rather than by nobody.
    unit: unit?.id ?? record.unit,
    of: {
      element,
      instance,
      name: node.name ?? element,
      ...(department === undefined ? {} : { department }),
      ...(budget === undefined ? {} : { budget }),
    },
  };
}

function nodeOf({ route }: KeptRoute, element: string) {
  const node = route.nodes.find(({ id }) => id === element);
  if (node === undefined || !('work' in node)) throw new Error(`The route has no task ${element}.`);
  return node;
}

function dueOf(effect: Effect): readonly DueAfter[] {
  if (effect.kind === 'task') return [];
  const { instance, element, dueAfter: after } = effect;
  if (effect.kind === 'timer') return [{ kind: 'timer', instance, element, after }];
  const { department, basis } = effect;
  return [{ kind: 'consent', instance, element, after, basis, ...(department === undefined ? {} : { department }) }];
}

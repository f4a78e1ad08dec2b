import type { Effect, Facts, Happening, KeptRoute, Outcome, RouteNode, Span } from '#routing';
import { begin, goOn, type AskDecision, type Asked, type Played } from '../route/play.ts';

/** Something that somebody who tries a route out lets happen. */
export type Move =
  | { readonly kind: 'done'; readonly instance: string; readonly department: string; readonly outcome: Outcome }
  | { readonly kind: 'consent'; readonly instance: string; readonly department: string }
  | { readonly kind: 'timer'; readonly instance: string; readonly element: string };

/** A line of what happened, in order. */
export type Line =
  | {
      readonly kind: 'opened' | 'closed' | 'agreed' | 'objected' | 'consented';
      readonly name: string;
      readonly department: string;
    }
  | { readonly kind: 'timer'; readonly name: string }
  | { readonly kind: 'asked'; readonly name: string; readonly result: string; readonly rules: readonly number[] }
  | { readonly kind: 'operation'; readonly name: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'stuck'; readonly code: string; readonly element: string };

/** A task that is open, and what can happen to it. */
export interface OpenTask {
  readonly instance: string;
  readonly name: string;
  readonly department: string;
  readonly budget?: Span;
  /** Silence would become consent after so long. */
  readonly consentAfter?: Span;
}

export interface OpenTimer {
  readonly instance: string;
  readonly element: string;
  readonly name: string;
  readonly after: Span;
}

export interface Story {
  readonly lines: readonly Line[];
  readonly open: readonly OpenTask[];
  readonly timers: readonly OpenTimer[];
  /** Moves that were possible when their turn came; whatever came after the first that was not is left out. */
  readonly moves: readonly Move[];
}

interface Playing {
  readonly kept: KeptRoute;
  readonly facts: Facts;
  readonly ask: AskDecision;
}

/** Plays a route from its beginning with what somebody let happen, as a case would. Nothing is kept. */
export function tellStory(playing: Playing, moves: readonly Move[]): Story {
  const teller = new Teller(playing.kept);
  let played = begin(playing);
  const made: Move[] = [];
  for (const move of moves) {
    if ('code' in played || !teller.take(played, move)) break;
    made.push(move);
    played = goOn(playing, played.state, happeningOf(move, teller.isJoint(move.instance)));
  }
  if ('code' in played) {
    teller.lines.push({ kind: 'stuck', code: played.code, element: played.element });
    return { lines: teller.lines, open: [], timers: [], moves: made };
  }
  teller.note(played);
  if (played.ended) teller.lines.push({ kind: 'ended' });
  return { lines: teller.lines, ...teller.open(), moves: made };
}

function happeningOf(move: Move, isJoint: boolean): Happening {
  if (move.kind === 'timer') return { due: move.element, instance: move.instance };
  const whose = isJoint ? { department: move.department } : {};
  return move.kind === 'consent'
    ? { consent: move.instance, ...whose }
    : { done: move.instance, outcome: move.outcome, ...whose };
}

/** Keeps what is open, and what there is to tell. */
class Teller {
  readonly lines: Line[] = [];
  readonly #nodes: ReadonlyMap<string, RouteNode>;
  readonly #open = new Map<string, Effect>();

  constructor({ route }: KeptRoute) {
    this.#nodes = new Map(route.nodes.map((node) => [node.id, node]));
  }

  /** Tells what a step came to, then the move that follows; false where that cannot happen now. */
  take(played: Played, move: Move): boolean {
    this.note(played);
    const key = move.kind === 'timer' ? `timer ${move.instance} ${move.element}` : taskKey(move);
    const effect = this.#open.get(key);
    if (effect === undefined) return false;
    const name = this.#name(effect.element);
    if (move.kind === 'timer') this.lines.push({ kind: 'timer', name });
    else {
      const kind = move.kind === 'consent' ? 'consented' : move.outcome === 'agree' ? 'agreed' : 'objected';
      this.lines.push({ kind, name, department: move.department });
    }
    return true;
  }

  isJoint(instance: string): boolean {
    const one = [...this.#open.values()].find((effect) => effect.kind === 'task' && effect.instance === instance);
    const node = one && this.#nodes.get(one.element);
    return node !== undefined && 'work' in node && node.work.joint !== undefined;
  }

  note({ opened, closed, asked, operations }: Played): void {
    for (const one of asked) this.lines.push(askedLine(one));
    for (const name of operations) this.lines.push({ kind: 'operation', name });
    for (const effect of closed) {
      const key = keyOf(effect, this.#department(effect));
      // What somebody has just done, or silence, has been told.
      const told = this.lines.at(-1);
      const isTold = told !== undefined && 'name' in told && told.name === this.#name(effect.element);
      if (this.#open.delete(key) && effect.kind === 'task' && !isTold)
        this.lines.push({ kind: 'closed', name: this.#name(effect.element), department: this.#department(effect) });
    }
    for (const effect of opened) {
      this.#open.set(keyOf(effect, this.#department(effect)), effect);
      if (effect.kind === 'task')
        this.lines.push({ kind: 'opened', name: this.#name(effect.element), department: this.#department(effect) });
    }
  }

  open(): Pick<Story, 'open' | 'timers'> {
    const all = [...this.#open.values()];
    return {
      open: all.flatMap((effect) => (effect.kind === 'task' ? [this.#task(effect, all)] : [])),
      timers: all.flatMap((effect): readonly OpenTimer[] =>
        effect.kind === 'timer'
          ? [
              {
                instance: effect.instance,
                element: effect.element,
                name: this.#name(effect.element),
                after: effect.dueAfter,
              },
            ]
          : [],
      ),
    };
  }

  #task(effect: Effect, all: readonly Effect[]): OpenTask {
    const node = this.#nodes.get(effect.element);
    const budget = node !== undefined && 'work' in node ? node.work.budget : undefined;
    const department = this.#department(effect);
    const consent = all.find(
      (one) => one.kind === 'consent' && one.instance === effect.instance && this.#department(one) === department,
    );
    return {
      instance: effect.instance,
      name: this.#name(effect.element),
      department,
      ...(budget === undefined ? {} : { budget }),
      ...(consent?.kind === 'consent' ? { consentAfter: consent.dueAfter } : {}),
    };
  }

  #name(element: string): string {
    const name = this.#nodes.get(element)?.name ?? '';
    return name === '' ? element : name;
  }

  #department(effect: Effect): string {
    if (effect.kind === 'timer') return '';
    if (effect.department !== undefined) return effect.department;
    const node = this.#nodes.get(effect.element);
    return node !== undefined && 'work' in node ? (node.work.department ?? '') : '';
  }
}

function keyOf(effect: Effect, department: string): string {
  return effect.kind === 'timer'
    ? `timer ${effect.instance} ${effect.element}`
    : `${effect.kind} ${effect.instance} ${department}`;
}

function taskKey(move: Extract<Move, { department: string }>): string {
  return `${move.kind === 'consent' ? 'consent' : 'task'} ${move.instance} ${move.department}`;
}

function askedLine({ decision, result, fired }: Asked): Line {
  const tables = fired as readonly { readonly rules: readonly { readonly number: number }[] }[];
  return {
    kind: 'asked',
    name: decision,
    result: typeof result === 'string' ? result : JSON.stringify(result ?? null),
    rules: tables.flatMap(({ rules }) => rules.map(({ number }) => number)),
  };
}

import type { Completion } from '../route.ts';
import { randomFrom, type Random } from './random.ts';

/** A timer at the edge of a task: what is done when it is due. One that interrupts goes on after the task. */
export interface TimerBlock {
  readonly id: string;
  readonly interrupting: boolean;
  readonly then: Block;
}

/** A route as people think of it, blocks in blocks: sound by the way it is made. */
export type Block =
  | { readonly kind: 'task'; readonly id: string; readonly timers: readonly TimerBlock[] }
  | {
      readonly kind: 'joint';
      readonly id: string;
      readonly departments: readonly string[];
      readonly completion: Completion;
    }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  /** Each branch but the last has the condition `id.number`; the last is the default. */
  | { readonly kind: 'exclusive' | 'inclusive' | 'parallel'; readonly id: string; readonly branches: readonly Block[] }
  /** Again while the condition `id.again` holds. */
  | { readonly kind: 'loop'; readonly id: string; readonly body: Block }
  | { readonly kind: 'sub'; readonly id: string; readonly body: Block; readonly timers: readonly TimerBlock[] }
  | { readonly kind: 'stop'; readonly id: string };

export interface Wanted {
  /** About so many tasks. */
  readonly size: number;
  /** Only what bpmn-engine can be asked about: exclusive, parallel, loops, terminate. */
  readonly plain: boolean;
}

interface Place {
  readonly inLoop: boolean;
  /** A branch of a choice may end everything, because another goes on. */
  readonly mayStop: boolean;
  /** A token that is sure to end everything no longer holds an inclusive join: there blocks and tokens differ. */
  readonly held: boolean;
}

/** A random block, the same for the same seed. */
export function randomBlock(seed: number, { size, plain }: Wanted): Block {
  const random = randomFrom(seed);
  let last = 0;
  const name = (letter: string) => `${letter}${(last += 1)}`;
  const maker = new Maker(random, { name, plain });
  return {
    kind: 'sequence',
    blocks: maker.sequence(size, { inLoop: false, mayStop: false, held: false }),
  };
}

class Maker {
  readonly #random: Random;
  readonly #name: (letter: string) => string;
  readonly #plain: boolean;

  constructor(random: Random, { name, plain }: { readonly name: (letter: string) => string; readonly plain: boolean }) {
    this.#random = random;
    this.#name = name;
    this.#plain = plain;
  }

  sequence(size: number, place: Place): readonly Block[] {
    const count = size <= 1 ? 1 : 1 + this.#random.below(3);
    const blocks = Array.from({ length: count }, () =>
      this.block(Math.floor(size / count), { ...place, mayStop: false }),
    );
    const stops = place.mayStop && this.#random.chance(0.25);
    return stops ? [...blocks, { kind: 'stop', id: this.#name('x') }] : blocks;
  }

  block(size: number, place: Place): Block {
    if (size <= 1) return this.#leaf(place);
    const kind = this.#kind();
    if (kind === 'sequence') return { kind, blocks: this.sequence(size, place) };
    if (kind === 'loop') return { kind, id: this.#name('l'), body: this.#inner(size, { ...place, inLoop: true }) };
    if (kind === 'sub') {
      const body = this.#inner(size, { ...place, held: false });
      return { kind, id: this.#name('s'), body, timers: this.#timers(place) };
    }
    return { kind, id: this.#name(kind.charAt(0)), branches: this.#branches(kind, size, place) };
  }

  #kind() {
    const kinds = ['exclusive', 'parallel', 'loop', 'sequence'] as const;
    return this.#random.pick(this.#plain ? kinds : [...kinds, 'inclusive', 'parallel', 'sub']);
  }

  #branches(kind: 'exclusive' | 'inclusive' | 'parallel', size: number, place: Place): readonly Block[] {
    const count = 2 + this.#random.below(2);
    return Array.from({ length: count }, (_, at) => {
      if (kind !== 'parallel' && !place.inLoop && this.#random.chance(0.15)) return { kind: 'sequence', blocks: [] };
      const held = place.held || kind === 'inclusive';
      const mayStop = !held && kind === 'exclusive' && at < count - 1;
      return this.#inner(size / count, { ...place, held, mayStop });
    });
  }

  #inner(size: number, place: Place): Block {
    return { kind: 'sequence', blocks: this.sequence(Math.max(1, Math.floor(size)), place) };
  }

  #leaf(place: Place): Block {
    if (this.#plain || !this.#random.chance(0.25))
      return { kind: 'task', id: this.#name('t'), timers: this.#timers(place) };
    const departments = ['fire', 'health', 'water', 'roads'].slice(0, 1 + this.#random.below(4));
    const rule = this.#random.pick(['all', 'any', 'veto', 'n-of-m']);
    const completion = rule === 'n-of-m' ? { rule, needed: 1 + this.#random.below(departments.length) } : { rule };
    return { kind: 'joint', id: this.#name('j'), departments, completion };
  }

  /** What a timer starts beside its task could be begun again before it has ended in a loop: there, none does. */
  #timers({ inLoop }: Place): readonly TimerBlock[] {
    if (this.#plain || !this.#random.chance(0.3)) return [];
    const interrupting = inLoop || this.#random.chance(0.5);
    return [{ id: this.#name('b'), interrupting, then: { kind: 'task', id: this.#name('t'), timers: [] } }];
  }
}

/** Negative where the first comes before the second; zero for the same thing alone. */
type Compare<Thing> = (one: Thing, other: Thing) => number;

/**
 * Things in an order in which no two are alike. Most of what happens to a queue happens near its
 * head or at its end, so the nearer side moves: a queue of 10,000 costs a few moves, not 10,000.
 */
export class Line<Thing> {
  readonly #compare: Compare<Thing>;
  #things: (Thing | undefined)[] = [];
  /** Where the head is; what lies before it is room. */
  #start = 0;

  constructor(compare: Compare<Thing>) {
    this.#compare = compare;
  }

  get length(): number {
    return this.#things.length - this.#start;
  }

  /** @param place from the head, 0 */
  at(place: number): Thing | undefined {
    return this.#things[this.#start + place];
  }

  add(thing: Thing): void {
    const place = this.#find(thing);
    if (this.#start > 0 && place - this.#start < this.#things.length - place) {
      this.#things.copyWithin(this.#start - 1, this.#start, place);
      this.#start -= 1;
      this.#things[place - 1] = thing;
    } else if (place === this.#things.length) {
      this.#things.push(thing);
    } else {
      this.#things.splice(place, 0, thing);
    }
  }

  remove(thing: Thing): void {
    const place = this.#find(thing);
    if (this.#things[place] !== thing) return;
    if (place - this.#start < this.#things.length - place) {
      this.#things.copyWithin(this.#start + 1, this.#start, place);
      this.#things[this.#start] = undefined;
      this.#start += 1;
    } else {
      this.#things.splice(place, 1);
    }
    if (this.#start > this.length + 64) {
      this.#things = this.#things.slice(this.#start);
      this.#start = 0;
    }
  }

  /** Takes everything out, in order. */
  drain(): readonly Thing[] {
    const all = this.#things.slice(this.#start).filter((thing) => thing !== undefined);
    this.#things = [];
    this.#start = 0;
    return all;
  }

  /** The place of the first thing that does not come before this one. */
  #find(wanted: Thing): number {
    let [low, high] = [this.#start, this.#things.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const thing = this.#things[middle];
      if (thing !== undefined && this.#compare(thing, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

import { Trouble } from '../../problem.ts';
import { ANYTHING, LINE_ENDS, multiple, property } from './classes.ts';
import { complement, difference, union, type CodePoints, type Span } from './ranges.ts';

const SINGLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const SINGLE_ESCAPES = '\\|.?*+(){}-[]^$';
const QUANTIFIER = /(?:[?*+]|\{[0-9]+(?:,[0-9]*)?\})\??/y;
const MOST_GROUPS = 100;

export interface Flags {
  /** A dot is a line end as well. */
  readonly s: boolean;
  /** Blanks outside classes say nothing. */
  readonly x: boolean;
}

/**
 * A regular expression of XPath (Functions and Operators 3.1, 5.6.1, after XML Schema) in the language of RE2: classes
 * are spelled out, since RE2 knows neither subtraction nor all of its names. What only backtracking can do is refused.
 */
class Translator {
  readonly #source: string;
  readonly #flags: Flags;
  #at = 0;
  #depth = 0;

  constructor(source: string, flags: Flags) {
    this.#source = source;
    this.#flags = flags;
  }

  whole(): string {
    const text = this.#choice();
    return this.#at === this.#source.length ? text : this.#fail();
  }

  #fail(): never {
    throw new Trouble('feel.pattern', this.#source.slice(0, 100));
  }

  get #next(): string {
    return String.fromCodePoint(...[this.#source.codePointAt(this.#at)].filter((code) => code !== undefined));
  }

  #take(text: string): boolean {
    const found = this.#source.startsWith(text, this.#at);
    if (found) this.#at += text.length;
    return found;
  }

  #choice(): string {
    const branches = [this.#branch()];
    while (this.#take('|')) branches.push(this.#branch());
    return branches.join('|');
  }

  #branch(): string {
    let text = '';
    while (this.#at < this.#source.length && this.#next !== '|' && this.#next !== ')') text += this.#piece();
    return text;
  }

  #piece(): string {
    if (this.#flags.x && /[\t\n\r ]/.test(this.#next)) {
      this.#at += 1;
      return '';
    }
    const atom = this.#atom();
    QUANTIFIER.lastIndex = this.#at;
    const quantifier = QUANTIFIER.exec(this.#source)?.[0] ?? '';
    this.#at += quantifier.length;
    return `${atom}${quantifier}`;
  }

  #atom(): string {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return this.#class();
    if (this.#take('.')) return written(this.#flags.s ? ANYTHING : complement(LINE_ENDS));
    if (this.#take('\\')) return this.#escape();
    const character = this.#next;
    this.#at += character.length;
    if (character === '^' || character === '$') return character;
    return '?*+{}])|'.includes(character) ? this.#fail() : written([spanOf(character)]);
  }

  #group(): string {
    const mark = this.#take('?:') ? '(?:' : '(';
    if (++this.#depth > MOST_GROUPS) this.#fail();
    const inner = this.#choice();
    this.#depth -= 1;
    return this.#take(')') ? `${mark}${inner})` : this.#fail();
  }

  /** Behind the backslash. A digit would be a reference back, which takes more than linear time. */
  #escape(): string {
    return written(this.#escaped().set);
  }

  #escaped(): { readonly set: CodePoints; readonly single: string | undefined } {
    const letter = this.#next;
    this.#at += letter.length;
    if (letter === 'p' || letter === 'P') return { set: this.#property(letter === 'P'), single: undefined };
    const single = SINGLE[letter] ?? (letter !== '' && SINGLE_ESCAPES.includes(letter) ? letter : undefined);
    if (single !== undefined) return { set: [spanOf(single)], single };
    return { set: multiple(letter) ?? this.#fail(), single: undefined };
  }

  #property(negated: boolean): CodePoints {
    const end = this.#source.indexOf('}', this.#at);
    if (!this.#take('{') || end < 0) this.#fail();
    const set = property(this.#source.slice(this.#at, end));
    this.#at = end + 1;
    return negated ? complement(set) : set;
  }

  /** Negation is left to RE2, so that it also negates what `i` adds. */
  #class(): string {
    const negated = this.#take('^');
    const { set, without } = this.#members();
    if (without === undefined) return written(set, negated);
    return written(difference(negated ? complement(set) : set, without));
  }

  #members(): { readonly set: CodePoints; readonly without: CodePoints | undefined } {
    if (++this.#depth > MOST_GROUPS) this.#fail();
    const sets: CodePoints[] = [];
    let without: CodePoints | undefined;
    while (!this.#take(']')) {
      if (without !== undefined || this.#at >= this.#source.length) this.#fail();
      if (sets.length > 0 && this.#take('-[')) without = this.#subtrahend();
      else sets.push(this.#member());
    }
    this.#depth -= 1;
    return sets.length === 0 ? this.#fail() : { set: union(...sets), without };
  }

  #subtrahend(): CodePoints {
    const negated = this.#take('^');
    const { set, without = [] } = this.#members();
    return difference(negated ? complement(set) : set, without);
  }

  #member(): CodePoints {
    const first = this.#character();
    const follows = this.#source.slice(this.#at, this.#at + 2);
    const isRange = first.single !== undefined && /^-[^\]]/su.test(follows) && follows !== '-[';
    if (!isRange) return first.set;
    this.#at += 1;
    const last = this.#character();
    if (last.single === undefined) return this.#fail();
    const [from, to] = [codeOf(first.single), codeOf(last.single)];
    return from > to ? this.#fail() : [[from, to]];
  }

  #character(): { readonly set: CodePoints; readonly single: string | undefined } {
    if (this.#take('\\')) return this.#escaped();
    const single = this.#next;
    if (single === '[' || single === '') this.#fail();
    this.#at += single.length;
    return { set: [spanOf(single)], single };
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function spanOf(character: string): Span {
  return [codeOf(character), codeOf(character)];
}

function written(set: CodePoints, negated = false): string {
  const [only, ...more] = set;
  if (only === undefined) return negated ? written(ANYTHING) : '[^\\x{0}-\\x{10ffff}]';
  if (!negated && more.length === 0 && only[0] === only[1]) return point(only[0]);
  const spans = set.map(([from, to]) => (from === to ? point(from) : `${point(from)}-${point(to)}`));
  return `[${negated ? '^' : ''}${spans.join('')}]`;
}

function point(code: number): string {
  return `\\x{${code.toString(16)}}`;
}

/** @throws Trouble feel.pattern */
export function translatePattern(source: string, flags: Flags): string {
  return new Translator(source, flags).whole();
}

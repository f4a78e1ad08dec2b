import { FeelProblem } from '../problem.ts';
import { MOST_NESTING } from '../limits.ts';
import { NAME_TOKEN, WORD } from './name.ts';

const BLANK = /(?:[\s\u0085\u180E\u200B]|\/\/[^\n\r]*|\/\*[^]*?\*\/)+/uy;
const SPACE = /[\s\u0085\u180E\u200B]+/uy;

/** A place in source text, and what can be read there. */
export class Reader {
  readonly source: string;
  at = 0;
  #depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Matches where the reader stands, without moving. */
  match(pattern: RegExp, at = this.at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.source)?.[0];
  }

  /** Past blanks and comments, to the next token, whose offset it gives. */
  skip(): number {
    this.at += this.match(BLANK)?.length ?? 0;
    return this.at;
  }

  get atEnd(): boolean {
    return this.skip() >= this.source.length;
  }

  isNext(symbol: string): boolean {
    this.skip();
    return this.source.startsWith(symbol, this.at);
  }

  take(symbol: string): boolean {
    const found = this.isNext(symbol);
    if (found) this.at += symbol.length;
    return found;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) this.fail(symbol);
  }

  isWord(word: string): boolean {
    this.skip();
    return this.match(WORD) === word;
  }

  /** Words that follow each other with nothing but blanks between them. */
  takeWords(...words: readonly string[]): boolean {
    const start = this.at;
    for (const word of words) {
      if (!this.isWord(word)) {
        this.at = start;
        return false;
      }
      this.at += word.length;
    }
    return true;
  }

  expectWord(word: string): void {
    if (!this.takeWords(word)) this.fail(word);
  }

  /** The pattern, or undefined. */
  takeMatch(pattern: RegExp): string | undefined {
    this.skip();
    const found = this.match(pattern);
    this.at += found?.length ?? 0;
    return found;
  }

  /** Tokens of a name from here on, with the offset behind each; comments end a name. */
  *nameTokens(): Generator<{ readonly token: string; readonly end: number }> {
    this.skip();
    let at = this.at;
    let token = this.match(WORD, at);
    while (token !== undefined) {
      at += token.length;
      yield { token, end: at };
      at += this.match(SPACE, at)?.length ?? 0;
      token = this.match(NAME_TOKEN, at);
    }
  }

  fail(wanted: string): never {
    throw new FeelProblem('feel.syntax', this.at, wanted);
  }

  nested<T>(read: () => T): T {
    if (++this.#depth > MOST_NESTING) throw new FeelProblem('feel.too-deep', this.at);
    const value = read();
    this.#depth -= 1;
    return value;
  }
}

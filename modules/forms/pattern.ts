import { RE2JS } from 're2js';
import { Recent } from '#kernel';

/** A pattern of a field, tested in time linear in what was typed: no pattern can hold up the server. */
export interface Pattern {
  readonly test: (typed: string) => boolean;
}

/** Longer ones nobody can read. */
const MOST_LENGTH = 500;
/** RE2 names scripts and categories alone. */
const SCRIPT = /(?<=\\[pP])\{(?:Script|sc|Script_Extensions|scx|General_Category|gc)=(\w+)\}/g;
const read = new Recent<string, Pattern>(500);

/**
 * Reads a whole-text regular expression as forms have it (JSON Schema, `pattern`), without references back and looking
 * around, which only an engine that tries every way could follow.
 * @returns undefined where it is none
 */
export function readPattern(source: string): Pattern | undefined {
  const known = read.get(source);
  if (known !== undefined) return known;
  if (source.length > MOST_LENGTH) return undefined;
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source.replaceAll(SCRIPT, '{$1}')));
    const pattern: Pattern = { test: (typed) => compiled.matcher(typed).find() };
    read.set(source, pattern);
    return pattern;
  } catch {
    return undefined;
  }
}

/** The same for what has been published: there is no form whose pattern cannot be read. */
export function patternOf(source: string): Pattern {
  const pattern = readPattern(source);
  if (pattern === undefined) throw new SyntaxError(`No pattern: ${source}`);
  return pattern;
}

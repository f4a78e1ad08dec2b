import { RE2JS } from 're2js';
import { Trouble } from '../../problem.ts';
import type { Trace } from '../../value.ts';
import { translatePattern } from './translate.ts';

const FLAGS = /^[smixq]*$/;
const MOST_LENGTH = 10_000;
const compiled = new Map<string, RE2JS>();
const MOST_REMEMBERED = 500;
/** Steps that it costs to read a pattern, besides one for each character. */
const COMPILATION = 100;

/**
 * A pattern that is searched for in time linear in the text.
 * @throws Trouble feel.pattern for flags or patterns that XPath does not know, and for references back
 */
export function compilePattern(source: string, flags: string, trace: Trace): RE2JS {
  if (!FLAGS.test(flags) || source.length > MOST_LENGTH) throw new Trouble('feel.pattern', flags);
  const key = `${flags}/${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  trace.step(COMPILATION + source.length);
  const pattern = compile(source, flags);
  if (compiled.size < MOST_REMEMBERED) compiled.set(key, pattern);
  return pattern;
}

function compile(source: string, flags: string): RE2JS {
  const literal = flags.includes('q');
  const plain = { s: flags.includes('s'), x: flags.includes('x') };
  const text = literal ? RE2JS.quote(source) : translatePattern(source, plain);
  const insensitive = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
  const lines = flags.includes('m') && !literal ? RE2JS.MULTILINE : 0;
  try {
    return RE2JS.compile(text, insensitive | lines);
  } catch {
    throw new Trouble('feel.pattern', source.slice(0, 100));
  }
}

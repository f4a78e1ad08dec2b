import type { Unreadable } from '../compile/surroundings.ts';
import type { Linked } from '../link.ts';
import { Program } from '../program.ts';

/** Every expression of a model that has no value whatever it is given, found by the reader that evaluates it. */
export function unreadableIn(home: Linked): readonly Unreadable[] {
  const found: Unreadable[] = [];
  const program = new Program((problem) => found.push(problem));
  for (const part of home.model.decisions) program.decision({ kind: 'decision', part, home });
  for (const part of home.model.knowledge) program.knowledge({ kind: 'knowledge', part, home });
  return found;
}

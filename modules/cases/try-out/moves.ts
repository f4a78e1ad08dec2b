import type { Move } from './story.ts';

/** Most that somebody can let happen in one try. */
export const MOST_MOVES = 100;

/** A move in a line, for the field of a form: `agree task#1 11530700…`. */
export function moveLine(move: Move): string {
  if (move.kind === 'timer') return `timer ${move.instance} ${move.element}`;
  return `${move.kind === 'consent' ? 'consent' : move.outcome} ${move.instance} ${move.department}`.trim();
}

/** Moves as they were posted; lines that are none are left out. */
export function movesIn(lines: string): readonly Move[] {
  return lines
    .split(/\r?\n/)
    .slice(0, MOST_MOVES)
    .flatMap((line): readonly Move[] => {
      const [what, instance = '', whose = ''] = line.trim().split(' ');
      if (instance === '') return [];
      if (what === 'agree' || what === 'object') return [{ kind: 'done', instance, department: whose, outcome: what }];
      if (what === 'consent') return [{ kind: 'consent', instance, department: whose }];
      return what === 'timer' ? [{ kind: 'timer', instance, element: whose }] : [];
    });
}

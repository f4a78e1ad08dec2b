import type { Piece } from './board.ts';
import type { Effect, Part } from './marking.ts';

/** Everything that is open outside because of a task or sub-process: its tasks, its timers, its silent consents. */
export function effectsOf(piece: Piece): readonly Effect[] {
  const timers = piece.node.timers
    .filter((timer) => !piece.fired.includes(timer))
    .flatMap((timer) => timerOf(piece, timer.node));
  if (piece.node.kind === 'subprocess') return timers;
  const parts = piece.parts?.filter(({ outcome }) => outcome === undefined) ?? [undefined];
  return [...parts.flatMap((part) => partEffects(piece, part)), ...timers];
}

/** What is open for one department of joint work, or for the whole of a task that is not joint. */
export function partEffects(
  { instance, node: { id: element, node } }: Piece,
  part: Part | undefined,
): readonly Effect[] {
  const whose = { instance, element, ...(part === undefined ? {} : { department: part.department }) };
  const task: Effect = { kind: 'task', ...whose };
  const deemed = 'work' in node ? node.work.deemed : undefined;
  if (deemed === undefined) return [task];
  return [task, { kind: 'consent', ...whose, dueAfter: deemed.after, basis: deemed.basis }];
}

export function timerOf({ instance }: Piece, node: Piece['node']['node']): readonly Effect[] {
  return node.kind === 'timer' ? [{ kind: 'timer', instance, element: node.id, dueAfter: node.after }] : [];
}

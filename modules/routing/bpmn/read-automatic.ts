import type { Automatic } from '../route.ts';
import type { Tree } from '../tree.ts';
import { given, type Refuse } from './given.ts';
import { KEY } from './read-work.ts';

/** Which table may approve a case by itself, and when it is asked: both are said, or neither. */
export function readAutomatic(process: Tree, refuse: Refuse): Automatic | undefined {
  const decision = given(process, 'automatic');
  const after = given(process, 'automaticAfter');
  if (decision === undefined && after === undefined) return undefined;
  if (decision !== undefined && KEY.test(decision) && (after === 'filing' || after === 'acceptance'))
    return { decision, after };
  refuse('route.automatic-malformed', `${decision ?? ''} ${after ?? ''}`.trim());
  return undefined;
}

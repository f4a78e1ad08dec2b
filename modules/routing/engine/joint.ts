import type { Completion, Work } from '../route.ts';
import type { Outcome, Part } from './marking.ts';

/** The parts of joint work before anybody has said anything. */
export function openParts(work: Work): readonly Part[] | undefined {
  return work.joint?.departments.map((department) => ({ department }));
}

/**
 * What joint work came to, or undefined while more has to be said.
 * - all: everybody has spoken, and agreed if all did.
 * - any: one agrees; against it only when all object.
 * - n-of-m: so many agree; against it as soon as so many cannot agree any more.
 * - veto: one objection ends it; agreed when all agree.
 */
export function resultOf(parts: readonly Part[], completion: Completion): Outcome | undefined {
  const agreed = parts.filter(({ outcome }) => outcome === 'agree').length;
  const objected = parts.filter(({ outcome }) => outcome === 'object').length;
  const needed = neededOf(completion, parts.length);
  if (completion.rule === 'all' && agreed + objected < parts.length) return undefined;
  if (agreed >= needed) return 'agree';
  return objected > parts.length - needed ? 'object' : undefined;
}

function neededOf(completion: Completion, departments: number): number {
  if (completion.rule === 'n-of-m') return completion.needed;
  return completion.rule === 'any' ? 1 : departments;
}

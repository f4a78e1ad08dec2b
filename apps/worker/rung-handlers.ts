import { caseRungs, lockCaseForTime } from '#cases';
import type { Sweeping } from '#clocks';
import type { World } from '#kernel';

/** What each module does when the time of one of its clocks has come, and how it locks what the clock is about. */
export function sweeping(world: World): Sweeping {
  return { handlers: caseRungs(world), lockSubject: lockCaseForTime };
}

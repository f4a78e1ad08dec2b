import type { World } from '#kernel';
import { itemByVersion, type ServiceItem } from '#catalogue';
import { formOfSketch, type FormDefinition } from '#forms';
import type { Officer } from '#identity';
import type { Change } from './change.ts';
import { changeFor } from './change-store.ts';
import { formAsWritten } from './form-of.ts';
import { itemAsWritten } from './item-as-written.ts';
import type { PartProblem } from './part-problem.ts';
import { checkParts } from './problems.ts';

/** A service as a change would make it. */
export interface DraftedService {
  readonly change: Change;
  readonly item: ServiceItem;
  readonly problems: readonly PartProblem[];
  /** Absent while problems stand against it. */
  readonly form?: FormDefinition;
}

/** @throws Refusal kernel.not-found */
export async function draftedService(world: World, officer: Officer, id: string): Promise<DraftedService> {
  const change = await changeFor(world.db, officer, id);
  const base = await itemByVersion(world.db, change.base);
  const { problems } = await checkParts({ ...world, item: base }, change.parts);
  const item = itemAsWritten(base, change.parts);
  const isSound = !problems.some(({ part }) => part === 'form');
  return {
    change,
    item,
    problems,
    ...(isSound ? { form: formOfSketch(item.id, formAsWritten(item, change.parts)) } : {}),
  };
}

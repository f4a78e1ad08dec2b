import type { Db, Tx, World } from '#kernel';
import { officerById, officerProfile, type OfficerId } from '#identity';
import { hasTaken, isBarredAt, staffOf, type HeldTask } from '#queue';
import type { CaseRecord } from './case-store.ts';

interface Held extends Pick<HeldTask, 'pool' | 'officer'> {
  /** Who hands it on, where that is somebody else than who has it: they may not hand it to themselves. */
  readonly by?: OfficerId;
}

/** Who of the same unit works in the queue of a task besides the one who has it in hand. */
export async function colleaguesFor(db: Db | Tx, { pool, officer, by = officer }: Held): Promise<readonly OfficerId[]> {
  const [holder, chooser] = [await officerById(db, officer), await officerById(db, by)];
  const found: OfficerId[] = [];
  for (const colleague of await staffOf(db, pool)) {
    const { unit, person } = await officerById(db, colleague);
    const isOther = person !== holder.person && person !== chooser.person;
    if (unit === holder.unit && isOther) found.push(colleague);
  }
  return found;
}

/** A colleague to whom a task may be handed, by name. */
export interface ColleagueView {
  readonly officer: OfficerId;
  readonly name: string;
  /** Has a task in hand already. */
  readonly busy: boolean;
}

/** The colleagues who may get a task, by name; who is barred from the case, or has filed it, is not among them. */
export async function colleagueViews(world: World, record: CaseRecord, task: Held): Promise<readonly ColleagueView[]> {
  const views: ColleagueView[] = [];
  for (const officer of await colleaguesFor(world.db, task)) {
    const { person } = await officerById(world.db, officer);
    const isBarred = await isBarredAt(world.db, record.id, { officer, stage: task.pool.stage });
    if (isBarred || person === record.person) continue;
    const { name } = await officerProfile(world, officer);
    views.push({ officer, name, busy: await hasTaken(world.db, officer) });
  }
  return views;
}

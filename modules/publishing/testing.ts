import { randomUUID } from 'node:crypto';
import type { World } from '#kernel';
import type { Officer } from '#identity';
import { changeFor } from './change-store.ts';
import { endChange, type EndInput } from './end-change.ts';
import type { z } from 'zod';

type Ending = Omit<z.input<typeof EndInput>, 'key' | 'revision'>;

/** Ends a change as somebody does who has just looked at it. */
export async function endNow(world: World, officer: Officer, { change, ...ending }: Ending): Promise<void> {
  const { revision } = await changeFor(world.db, officer, change);
  await endChange(world, officer, { key: randomUUID(), change, revision, ...ending });
}

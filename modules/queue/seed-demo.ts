import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { World } from '#kernel';
import { officersOf, unitByUscc, type Unit } from '#identity';
import { assign } from './assign.ts';
import { declarePool } from './declare-pool.ts';
import { stages } from './pools-of-unit.ts';
import { roleFor } from './work-of.ts';

const SEED = new URL('../../db/seeds/pools.json', import.meta.url);

const Seed = z.object({
  units: z.array(
    z.object({
      uscc: z.string(),
      prefix: z.string(),
      plannedPerWeek: z.number().int(),
      /** Where it has staff; all of them unless told otherwise. */
      stages: z.array(z.enum(stages)).default([...stages]),
      /** Where the platform itself works. */
      automatic: z.array(z.enum(['acceptance', 'decision'])).default([]),
    }),
  ),
});

/** Declares the demonstration's pools and assigns its officers to them; seeded again, nothing changes. */
export async function seedPools(world: World): Promise<void> {
  const { units } = Seed.parse(JSON.parse(readFileSync(SEED, 'utf8')));
  for (const { uscc, prefix, plannedPerWeek, stages: served } of units) {
    const unit = await unitByUscc(world.db, uscc);
    if (unit === undefined) continue;
    for (const stage of served)
      await declarePool(world, { code: `${prefix}-${stage}`, unit: unit.id, unitCode: uscc, stage, plannedPerWeek });
    await assignOfficers(world, unit, prefix);
  }
  for (const { uscc, prefix, plannedPerWeek, automatic } of units) {
    const unit = await unitByUscc(world.db, uscc);
    if (unit === undefined) continue;
    const terms = { unit: unit.id, unitCode: uscc, plannedPerWeek, discipline: 'automatic' as const };
    for (const stage of automatic) await declarePool(world, { ...terms, code: `${prefix}-${stage}-automatic`, stage });
  }
}

async function assignOfficers(world: World, unit: Unit, prefix: string): Promise<void> {
  for (const stage of stages)
    for (const officer of await officersOf(world.db, unit.id, roleFor[stage]))
      await assign(world, officer, [`${prefix}-${stage}`]);
}

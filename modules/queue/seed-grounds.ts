import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { World } from '#kernel';
import { declarePriorityRule, PriorityRuleInput } from './declare-priority-rule.ts';

const SEED = new URL('../../db/seeds/priority-grounds.json', import.meta.url);

const Seed = z.object({ grounds: z.array(PriorityRuleInput) });

/** Announces the demonstration's grounds of priority: honestly, so they come into force a day after the first seeding. */
export async function seedGrounds(world: World): Promise<void> {
  const { grounds } = Seed.parse(JSON.parse(readFileSync(SEED, 'utf8')));
  for (const ground of grounds) await declarePriorityRule(world, ground);
}

import { type accept, takeNext } from '#cases';
import type { Officer, Role } from '#identity';
import { aKey, officer, resident } from '../../modules/cases/testing.ts';
import { file, type Stage } from './applications.ts';

/** Time passes between two acts. */
export type Later = () => void;
export interface Turn {
  readonly key: string;
  readonly case: Parameters<typeof accept>[2]['case'];
}

export async function filed(past: Stage, item: string): Promise<string> {
  return file(past, await resident(past, 'zhang-wei'), item);
}

/** The next task of an officer, as every act wants it. */
export async function turn(past: Stage, unit: string, role: Role): Promise<readonly [Stage, Officer, Turn]> {
  const who = await officer(past, unit, role);
  const taken = await takeNext(past, who, { key: aKey() });
  return [past, who, { key: aKey(), case: taken.case }];
}

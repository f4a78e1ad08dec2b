import { bundleChangeView, endBundleChange, saveBundleChange, type BundleSketch, type SketchPart } from '#bundles';
import { officersOf, type Officer } from '#identity';
import type { World } from '#kernel';
import { aKey, officer, sampleUnits } from '../../cases/testing.ts';

export type Typed = Record<string, string | string[]>;

/** Both of the bureau. */
export async function twoOfTheBureau(world: World): Promise<readonly [Officer, Officer]> {
  const first = await officer(world, sampleUnits.general, 'bureau');
  const [, other] = await officersOf(world.db, first.unit, 'bureau');
  if (other === undefined) throw new Error('The demonstration has two people of the bureau.');
  return [first, { ...first, officer: other }];
}

/** What the page of a part posts, with nothing touched. */
export function postedOf(sketch: BundleSketch, part: SketchPart): Typed {
  const typed: Typed = {};
  const put = (name: string, value: unknown): void => {
    if (typeof value === 'string') typed[name] = value;
    else if (typeof value === 'boolean') typed[name] = value ? 'yes' : '';
    else if (Array.isArray(value) && value.every((each) => typeof each === 'string')) typed[name] = value;
    else if (Array.isArray(value)) for (const [at, each] of value.entries()) put(`${name}.${at}`, each);
    else for (const [field, each] of Object.entries(value as object)) put(`${name}.${field}`, each);
  };
  put(part, sketch[part]);
  return typed;
}

export interface Edit {
  readonly bundle: string;
  readonly part: SketchPart;
  readonly button?: string;
  readonly change?: (typed: Typed) => void;
}

/** Saves a part as its page would. */
export async function save(world: World, who: Officer, { bundle, part, button = 'save', change }: Edit): Promise<void> {
  const view = await bundleChangeView(world, who, bundle);
  const typed = postedOf(view.sketch, part);
  change?.(typed);
  await saveBundleChange(world, who, { bundle, revision: view.change?.revision ?? 0, part, button, typed });
}

export type Act = 'propose' | 'publish' | 'send-back' | 'discard';
export interface Ending {
  readonly bundle: string;
  readonly what: Act;
  readonly reason?: string;
}

/** Proposes, publishes, sends back or gives up what is on the page now. */
export async function end(world: World, who: Officer, { bundle, what, reason = '' }: Ending): Promise<void> {
  const { change } = await bundleChangeView(world, who, bundle);
  await endBundleChange(world, who, { key: aKey(), bundle, act: what, reason, revision: change?.revision ?? 1 });
}

import { notFound, type World } from '#kernel';
import { officerById, officerProfile, type Officer, type OfficerId } from '#identity';
import { bundlesInForce, versionsOf } from '../definition-store.ts';
import { bundlePicture, type BundlePicture } from '../sketch/picture.ts';
import type { SketchProblem } from '../sketch/problems.ts';
import { sketchDiff, type SketchChange } from '../sketch/diff.ts';
import { readPart, type Typed } from '../sketch/read-part.ts';
import type { BundleSketch, SketchPart } from '../sketch/sketch.ts';
import { sketchOf } from '../sketch/sketch-of.ts';
import type { BundleChange } from './change.ts';
import { openChange, openChanges, requireBureau } from './change-store.ts';
import { checkChange } from './check-change.ts';

export interface BundleChangeView {
  readonly bundle: string;
  /** What people call it. */
  readonly name: string;
  /** What is written, or what is in force where nobody writes. */
  readonly sketch: BundleSketch;
  readonly change?: Pick<BundleChange, 'revision' | 'note' | 'state' | 'savedAt' | 'refusal'> & {
    readonly savedBy: string;
    /** Whoever looks has proposed it. */
    readonly mine: boolean;
    /** Another version is in force than the one that it changes. */
    readonly outdated: boolean;
  };
  readonly problems: readonly SketchProblem[];
  readonly diff: readonly SketchChange[];
  readonly picture: BundlePicture;
  readonly versions: readonly {
    readonly version: number;
    readonly proposedBy?: string;
    readonly publishedBy?: string;
    readonly publishedAt?: Date;
  }[];
}

/** A bundle as the bureau writes it. @throws Refusal kernel.not-found */
export async function bundleChangeView(world: World, officer: Officer, bundle: string): Promise<BundleChangeView> {
  await requireBureau(world.db, officer);
  const versions = await versionsOf(world.db, bundle);
  const change = await openChange(world.db, bundle);
  const current = versions.find(({ publishedAt }) => publishedAt !== undefined);
  const inForce = current && sketchOf(current.definition);
  const sketch = change?.sketch ?? inForce;
  if (sketch === undefined) throw notFound();
  return {
    bundle,
    name: sketch.about.plainName,
    sketch,
    problems: change === undefined ? [] : (await checkChange(world.db, change)).problems,
    diff: change === undefined ? [] : sketchDiff(inForce, sketch),
    picture: bundlePicture(sketch),
    versions: await Promise.all(
      versions.map(async ({ version, proposedBy, publishedBy, publishedAt }) => ({
        version,
        ...(proposedBy === undefined ? {} : { proposedBy: await nameOf(world, proposedBy) }),
        ...(publishedBy === undefined ? {} : { publishedBy: await nameOf(world, publishedBy) }),
        ...(publishedAt === undefined ? {} : { publishedAt }),
      })),
    ),
    ...(change === undefined ? {} : { change: await headOf(world, officer, { change, current: current?.version }) }),
  };
}

interface Current {
  readonly change: BundleChange;
  readonly current: number | undefined;
}

async function headOf(world: World, officer: Officer, { change, current }: Current) {
  const { revision, note, state, savedAt, savedBy, refusal, proposed, base } = change;
  return {
    ...{ revision, note, state, savedAt },
    savedBy: await nameOf(world, savedBy),
    mine: proposed !== undefined && (await isSame(world, proposed.by, officer.officer)),
    outdated: base !== current,
    ...(refusal === undefined ? {} : { refusal }),
  };
}

async function nameOf(world: World, officer: OfficerId): Promise<string> {
  return (await officerProfile(world, officer)).name;
}

async function isSame({ db }: World, one: OfficerId, other: OfficerId): Promise<boolean> {
  return (await officerById(db, one)).person === (await officerById(db, other)).person;
}

/** What somebody typed while somebody else saved: theirs, and how it differs from what is saved now. */
export function typedBeside(
  saved: BundleSketch,
  part: SketchPart,
  typed: Typed,
): { readonly sketch: BundleSketch; readonly diff: readonly SketchChange[] } {
  const sketch = readPart(saved, part, typed);
  return { sketch, diff: sketchDiff(saved, sketch) };
}

export interface BundleRow {
  readonly bundle: string;
  readonly name: string;
  readonly version?: number;
  readonly services: number;
  readonly state?: BundleChange['state'];
  readonly savedAt?: Date;
}

/** Every bundle, in force or being written. */
export async function bundleRows(world: World, officer: Officer): Promise<readonly BundleRow[]> {
  await requireBureau(world.db, officer);
  const open = await openChanges(world.db);
  const inForce = await bundlesInForce(world.db);
  const fresh = open.filter(({ bundle }) => !inForce.some(({ definition }) => definition.id === bundle));
  return [
    ...fresh.map(({ bundle, sketch, state, savedAt }) => ({
      ...{ bundle, name: sketch.about.plainName, state, savedAt },
      services: sketch.nodes.filter(({ kind }) => kind === 'case').length,
    })),
    ...inForce.map(({ version, definition: { id, plainName, nodes } }) => {
      const change = open.find(({ bundle }) => bundle === id);
      return {
        ...{ bundle: id, name: plainName, version },
        services: nodes.filter(({ kind }) => kind === 'case').length,
        ...(change === undefined ? {} : { state: change.state, savedAt: change.savedAt }),
      };
    }),
  ];
}

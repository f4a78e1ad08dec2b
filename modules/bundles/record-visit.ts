import { z } from 'zod';
import {
  emit,
  IdempotencyKey,
  notFound,
  once,
  parseInput,
  Refusal,
  sealJson,
  type Db,
  type Tx,
  type World,
} from '#kernel';
import { standingOf } from '#cases';
import { generalUnit, type Officer, type UnitId } from '#identity';
import { lockByNo } from './application-store.ts';
import { bundleVersion } from './definition-store.ts';
import { partsOf, updateParts } from './part-store.ts';
import { progress } from './progress.ts';
import { insertVisit, openVisits, visitPlace } from './visit-store.ts';

export const RecordVisitInput = z.strictObject({
  key: IdempotencyKey,
  no: z.string().min(1).max(40),
  node: z.string().min(1).max(10),
  on: z.iso.date('bundles.visit.on'),
  findings: z.string().trim().min(2, 'bundles.visit.findings').max(4000, 'bundles.visit.findings'),
});

/** A joint visit that an officer may record. */
export interface VisitCard {
  readonly no: string;
  readonly node: string;
  readonly title: string;
  readonly bundle: string;
  readonly since: Date;
  /** Services whose decisions wait for it. */
  readonly services: readonly string[];
}

/** The joint visits that wait for the unit of an officer. */
export async function visitDesk(world: World, officer: Officer): Promise<readonly VisitCard[]> {
  const cards = await Promise.all(
    (await openVisits(world.db)).map(async ({ application, no, bundle, version, node, since }) => {
      const definition = await bundleVersion(world.db, bundle, version);
      const found = definition.nodes.find(({ key, kind }) => key === node && kind === 'visit');
      if (
        found === undefined ||
        !(await concerns(world.db, { application, served: servedBy(definition, node) }, officer))
      )
        return [];
      const begun = (await partsOf(world.db, application)).filter(({ caseId }) => caseId !== undefined);
      const waiting = servedBy(definition, node).filter((key) => begun.some((part) => part.node === key));
      const served = new Set(waiting);
      const services = definition.nodes.filter(({ key }) => served.has(key)).map(({ title }) => title);
      return [{ no, node, title: found.title, bundle: definition.name, since, services }];
    }),
  );
  return cards.flat();
}

/**
 * Writes the one record of a joint visit (联合现场核查): before the decisions that wait for it, once, by somebody of a
 * unit that decides one of them.
 * @throws InvalidInput; Refusal kernel.not-found, bundles.visited
 */
export async function recordVisit(
  world: World,
  officer: Officer,
  raw: z.input<typeof RecordVisitInput>,
): Promise<void> {
  const input = parseInput(RecordVisitInput, raw);
  const intent = { actor: officer.officer, useCase: 'bundles.record-visit', key: input.key, body: raw };
  const { application } = await once<{ application: string }>(world.db, intent, async (tx, remember) => {
    const id = await write(tx, world, { officer, input });
    await remember({ application: id });
    return { application: id };
  });
  await progress(world, { application }).catch(() => undefined);
}

interface Writing {
  readonly officer: Officer;
  readonly input: z.output<typeof RecordVisitInput>;
}

async function write(tx: Tx, world: World, { officer, input: { no, node, on, findings } }: Writing): Promise<string> {
  const application = await lockByNo(tx, no);
  if (application === undefined) throw notFound();
  const { id, bundle, version, dataKey } = application;
  const definition = await bundleVersion(tx, bundle, version);
  const part = (await partsOf(tx, id)).find((each) => each.node === node);
  const visit = definition.nodes.find(({ key, kind }) => key === node && kind === 'visit');
  const served = servedBy(definition, node);
  if (part === undefined || visit === undefined || !(await concerns(tx, { application: id, served }, officer)))
    throw notFound();
  if (part.state !== 'started') throw new Refusal('bundles.visited');
  const at = world.clock.now();
  const sealed = sealJson(world.crypto, dataKey, visitPlace(id, node), { findings });
  await insertVisit(tx, { application: id, node, officer: officer.officer, unit: officer.unit, on, at, sealed });
  await updateParts(tx, id, { parts: new Map([[node, { state: 'granted', accepted: true }]]), at });
  await emit(tx, 'bundles.progress', { application: id });
  return id;
}

function servedBy({ edges }: { readonly edges: readonly { from: string; to: string; kind: string }[] }, node: string) {
  return edges.flatMap(({ from, to, kind }) => (from === node && kind === 'finish-decide' ? [to] : []));
}

interface Concern {
  readonly application: string;
  readonly served: readonly string[];
}

/** Whether an officer's unit decides one of the services; what departments without staff do is the general unit's. */
async function concerns(db: Db | Tx, { application, served }: Concern, officer: Officer): Promise<boolean> {
  if (officer.unit === (await generalUnit(db)).id) return true;
  const parts = (await partsOf(db, application)).filter(({ node }) => served.includes(node));
  const units = new Set<UnitId>();
  for (const { caseId } of parts) {
    const standing = caseId === undefined ? undefined : await standingOf(db, caseId);
    if (standing !== undefined) units.add(standing.unit);
  }
  return units.has(officer.unit);
}

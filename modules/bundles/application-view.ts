import { civilDate, notFound, openJson, type World } from '#kernel';
import { partView, type PartView } from '#cases';
import type { Resident } from '#identity';
import { z } from 'zod';
import { filedBy, findByNo, type Application } from './application-store.ts';
import type { BundleDefinition, BundleEdge } from './definition.ts';
import { bundleVersion } from './definition-store.ts';
import { isGated, type Outcome, type PartState, type Parts } from './next.ts';
import { partsOf, type StoredPart } from './part-store.ts';
import { promiseOf } from './promise.ts';
import { heldSince, lostBundles } from './restore/lost-store.ts';
import { visitOf, visitPlace } from './visit-store.ts';

export interface ApplicationCard {
  readonly no: string;
  readonly name: string;
  readonly filedAt: Date;
  readonly outcome?: Outcome;
}

export interface PartCard {
  readonly key: string;
  readonly kind: BundleDefinition['nodes'][number]['kind'];
  readonly title: string;
  readonly state: PartState;
  readonly stateAt: Date;
  readonly optional: boolean;
  /** Of what is done outside: what the applicant has shown of it. */
  readonly proof?: string;
  /** What it still waits for before it begins. */
  readonly waitsFor: readonly { readonly title: string; readonly kind: BundleEdge['kind'] }[];
  /** Its decision waits for a joint visit. */
  readonly gated: boolean;
  readonly case?: PartView;
  readonly visit?: { readonly on: string; readonly findings: string };
  /** Of the delivery: how many of the results that are handed over have been. */
  readonly handedOver?: { readonly done: number; readonly of: number };
}

export interface ApplicationView {
  readonly no: string;
  readonly bundle: string;
  readonly name: string;
  readonly filedAt: Date;
  readonly ledgerIndex: bigint;
  readonly days: number;
  readonly outcome?: { readonly kind: Outcome; readonly at: Date };
  /** Since when nothing of it begins, because records were lost and somebody has to look at it. */
  readonly recordLost?: Date;
  readonly parts: readonly PartCard[];
  readonly counts: { readonly granted: number; readonly total: number };
}

/** What somebody has filed, latest first. */
export async function myApplications(world: World, viewer: Resident): Promise<readonly ApplicationCard[]> {
  const filed = await filedBy(world.db, viewer);
  const cards = await Promise.all(
    filed.map(async ({ bundle, version, filed: filing, closed }) => {
      const { name } = await bundleVersion(world.db, bundle, version);
      if (filing === undefined) return [];
      return [
        { no: filing.no, name, filedAt: filing.at, ...(closed === undefined ? {} : { outcome: closed.outcome }) },
      ];
    }),
  );
  return cards.flat();
}

/** A filed bundle as its applicant sees it. @throws Refusal kernel.not-found, the same for those of others and for none */
export async function applicationView(world: World, viewer: Resident, no: string): Promise<ApplicationView> {
  const application = await findByNo(world.db, viewer, no);
  if (application?.filed === undefined) throw notFound();
  const { filed, closed } = application;
  const definition = await bundleVersion(world.db, application.bundle, application.version);
  const stored = await partsOf(world.db, application.id);
  const applying = new Set(stored.flatMap(({ node, state }) => (state === 'skipped' ? [] : [node])));
  const promise = promiseOf(definition, applying);
  const begins = (node: string) => promise.nodes.get(node)?.begins ?? 0;
  const nodes = definition.nodes
    .filter(({ key }) => applying.has(key))
    .toSorted((a, b) => begins(a.key) - begins(b.key));
  const standing: Standing = {
    application,
    definition,
    stored,
    parts: new Map(stored.map((part) => [part.node, part])),
  };
  const cards = await Promise.all(nodes.map(async (node) => cardOf(world, standing, node)));
  const parts = cards.map((card) => (card.kind === 'delivery' ? asDelivered(card, cards) : card));
  const services = parts.filter(({ kind }) => kind === 'case');
  const recordLost = await heldSince(world.db, application.id);
  return {
    no: filed.no,
    bundle: application.bundle,
    name: definition.name,
    filedAt: filed.at,
    ledgerIndex: filed.ref,
    days: promise.days,
    ...(closed === undefined ? {} : { outcome: { kind: closed.outcome, at: closed.at } }),
    ...(recordLost === undefined ? {} : { recordLost }),
    parts,
    counts: { granted: services.filter(({ state }) => state === 'granted').length, total: services.length },
  };
}

interface Standing {
  readonly application: Application;
  readonly definition: BundleDefinition;
  readonly stored: readonly StoredPart[];
  readonly parts: Parts;
}

async function cardOf(
  world: World,
  { application, definition, stored, parts }: Standing,
  { key, kind, title, optional, proof }: BundleDefinition['nodes'][number],
): Promise<PartCard> {
  const part = stored.find(({ node }) => node === key);
  const state = part?.state ?? 'waiting';
  const view = part?.caseId === undefined ? undefined : await partView(world, part.caseId);
  const visit = kind === 'visit' ? await visitCard(world, application, key) : undefined;
  return {
    ...{ key, kind, title, optional, state },
    stateAt: part?.at ?? application.startedAt,
    waitsFor: state === 'waiting' ? waitsFor(definition, key, parts) : [],
    gated: state === 'started' && isGated(definition, key, parts),
    ...(kind !== 'outside' || proof === undefined ? {} : { proof: proof.name }),
    ...(view === undefined ? {} : { case: view }),
    ...(visit === undefined ? {} : { visit }),
  };
}

/** What is granted is not held back for the sake of one hand-over: the delivery is done when each result is in hand. */
function asDelivered(card: PartCard, cards: readonly PartCard[]): PartCard {
  const handed = cards.flatMap(({ case: view }) =>
    view?.status === 'delivering' || view?.status === 'delivered' ? [view.status] : [],
  );
  const done = handed.filter((status) => status === 'delivered').length;
  const isUnderWay = card.state === 'granted' && done < handed.length;
  return { ...card, handedOver: { done, of: handed.length }, ...(isUnderWay ? { state: 'started' } : {}) };
}

function waitsFor({ nodes, edges }: BundleDefinition, key: string, parts: Parts): PartCard['waitsFor'] {
  return edges
    .filter(({ from, to, kind }) => {
      const earlier = parts.get(from);
      const accepted = kind === 'accepted-start' && earlier?.accepted === true;
      return to === key && kind !== 'finish-decide' && !accepted && isOpen(earlier?.state);
    })
    .map(({ from, kind }) => ({ title: nodes.find((node) => node.key === from)?.title ?? from, kind }));
}

function isOpen(state: PartState | undefined): boolean {
  return state === 'waiting' || state === 'started';
}

const Findings = z.object({ findings: z.string() });

async function visitCard(world: World, application: Application, node: string): Promise<PartCard['visit']> {
  const visit = await visitOf(world.db, application.id, node);
  if (visit === undefined) return undefined;
  const opened = openJson(world.crypto, application.dataKey, visitPlace(application.id, node), visit.sealed);
  return { on: visit.on, findings: Findings.parse(opened).findings };
}

const NUMBER = /^YJS(\d{8})\d{4,}$/;

/**
 * Whether a number that nobody finds may be one that was lost with the records of its day: then its applicant is told so
 * rather than that there is no such page. It says nothing about whose it would be.
 */
export async function mayBeLost({ db }: World, no: string): Promise<boolean> {
  const [, day] = NUMBER.exec(no) ?? [];
  if (day === undefined) return false;
  const lost = (await lostBundles(db)).filter((bundle) => bundle.no === undefined);
  return lost.some(({ filedAt }) => civilDate(filedAt).toString().replaceAll('-', '') === day);
}

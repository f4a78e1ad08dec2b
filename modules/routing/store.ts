import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { notFound, Recent, type Brand, type Db, type Tx } from '#kernel';
import { importRoute } from './bpmn/import-route.ts';
import { readModel } from './dmn/read/read-model.ts';
import { openModel, type Decisions } from './dmn/decide.ts';
import { routeEngine, type RouteEngine } from './engine/engine.ts';
import { conditionsOf } from './condition.ts';
import type { Route } from './route.ts';

/** A route as it was at one time; cases keep pointing at it. */
export type RouteVersionId = Brand<string, 'RouteVersionId'>;
/** A decision model as it was at one time. */
export type DecisionVersionId = Brand<string, 'DecisionVersionId'>;

/** A route that was kept, ready to be played. */
export interface KeptRoute {
  readonly xml: string;
  readonly route: Route;
  readonly engine: RouteEngine;
}

/** A decision model that was kept, ready to be asked. */
export interface KeptDecisions {
  readonly xml: string;
  readonly decisions: Decisions;
}

/**
 * Keeps a route for ever, once: the same file has the same version, whoever publishes it and however often. Whether it
 * may be published is `checkRoute`'s to say.
 * @throws TypeError if it is outside of the subset (docs/routes.md)
 */
export async function keepRoute(tx: Tx | Db, xml: string): Promise<RouteVersionId> {
  await openRoute(xml);
  const known = (await routeOf(tx, xml)) ?? (await insertRoute(tx, xml)) ?? (await routeOf(tx, xml));
  if (known === undefined) throw new Error('A route was not kept.');
  return known;
}

/** The version of a route that somebody else has kept and committed, so that it can be remembered. */
export async function knownRoute(tx: Tx | Db, xml: string): Promise<RouteVersionId | undefined> {
  const { rows } = await sql<{ id: RouteVersionId }>`
    select id from routing.route_version where digest = ${digest(xml)} and xmin <> pg_current_xact_id()::xid`.execute(
    tx,
  );
  return rows[0]?.id;
}

/** Versions never change, and reading a file takes milliseconds: too much for each act. */
const routes = new Recent<RouteVersionId, KeptRoute>(500);

/**
 * A route as it was kept.
 * @throws Refusal kernel.not-found
 */
export async function routeVersion(db: Db | Tx, version: RouteVersionId): Promise<KeptRoute> {
  const recent = routes.get(version);
  if (recent !== undefined) return recent;
  const row = await db.selectFrom('routing.route_version').select('xml').where('id', '=', version).executeTakeFirst();
  if (row === undefined) throw notFound();
  const kept = await openRoute(row.xml);
  routes.set(version, kept);
  return kept;
}

/**
 * Keeps a decision model (DMN, one file) for ever, once.
 * @throws TypeError if it is refused (docs/decisions.md)
 */
export async function keepDecisions(tx: Tx | Db, xml: string): Promise<DecisionVersionId> {
  openDecisions(xml);
  const known = (await decisionsOf(tx, xml)) ?? (await insertDecisions(tx, xml)) ?? (await decisionsOf(tx, xml));
  if (known === undefined) throw new Error('A decision model was not kept.');
  return known;
}

const models = new Recent<DecisionVersionId, KeptDecisions>(500);

/**
 * A decision model as it was kept.
 * @throws Refusal kernel.not-found
 */
export async function decisionVersion(db: Db | Tx, version: DecisionVersionId): Promise<KeptDecisions> {
  const recent = models.get(version);
  if (recent !== undefined) return recent;
  const row = await db
    .selectFrom('routing.decision_version')
    .select('xml')
    .where('id', '=', version)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const kept = openDecisions(row.xml);
  models.set(version, kept);
  return kept;
}

/**
 * A route ready to be played, kept or not.
 * @throws TypeError if it is outside of the subset (docs/routes.md)
 */
export async function openRoute(xml: string): Promise<KeptRoute> {
  const read = await importRoute(xml);
  if (!('route' in read)) throw new TypeError(`No route: ${read.refusals[0]?.code ?? ''}.`);
  return { xml, route: read.route, engine: routeEngine(read.route, conditionsOf(read.route)) };
}

/**
 * A decision model ready to be asked, kept or not.
 * @throws TypeError if it is refused (docs/decisions.md)
 */
export function openDecisions(xml: string): KeptDecisions {
  const read = readModel(xml);
  if (!('model' in read)) throw new TypeError(`No decision model: ${read.refusals[0]?.code ?? ''}.`);
  return { xml, decisions: openModel(read.model) };
}

function digest(xml: string): string {
  return createHash('sha256').update(xml).digest('hex');
}

async function routeOf(db: Db | Tx, xml: string): Promise<RouteVersionId | undefined> {
  const row = await db
    .selectFrom('routing.route_version')
    .select('id')
    .where('digest', '=', digest(xml))
    .executeTakeFirst();
  return row && (row.id as RouteVersionId);
}

async function insertRoute(db: Db | Tx, xml: string): Promise<RouteVersionId | undefined> {
  const row = await db
    .insertInto('routing.route_version')
    .values({ digest: digest(xml), xml })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row && (row.id as RouteVersionId);
}

async function decisionsOf(db: Db | Tx, xml: string): Promise<DecisionVersionId | undefined> {
  const row = await db
    .selectFrom('routing.decision_version')
    .select('id')
    .where('digest', '=', digest(xml))
    .executeTakeFirst();
  return row && (row.id as DecisionVersionId);
}

async function insertDecisions(db: Db | Tx, xml: string): Promise<DecisionVersionId | undefined> {
  const row = await db
    .insertInto('routing.decision_version')
    .values({ digest: digest(xml), xml })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row && (row.id as DecisionVersionId);
}

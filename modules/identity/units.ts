import { Refusal, type Db, type Tx } from '#kernel';
import type { UnitId } from './ids.ts';

/** An agency: public facts only. */
export interface Unit {
  readonly id: UnitId;
  /** Unified social credit code (统一社会信用代码); the organisation code where a source knows no other. */
  readonly uscc: string;
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly parent?: UnitId;
  readonly sample: boolean;
}

export interface UnitFacts {
  readonly uscc: string;
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly sample: boolean;
  readonly parent?: UnitId;
  /** The one unit whose pools serve departments without staff (政务服务局). */
  readonly general?: boolean;
}

const COLUMNS = ['id', 'uscc', 'name', 'short_name', 'region', 'parent_id', 'sample'] as const;

/** Adds a unit or corrects its facts; its id never changes. What is left out (parent, general) stays as it is. */
export async function upsertUnit(tx: Tx | Db, facts: UnitFacts): Promise<UnitId> {
  const values = {
    uscc: facts.uscc,
    name: facts.name,
    short_name: facts.shortName,
    region: facts.region,
    sample: facts.sample,
    ...(facts.parent === undefined ? {} : { parent_id: facts.parent }),
    ...(facts.general === undefined ? {} : { general: facts.general }),
  };
  const { id } = await tx
    .insertInto('identity.unit')
    .values(values)
    .onConflict((conflict) => conflict.column('uscc').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as UnitId;
}

export async function unitById(db: Db | Tx, id: UnitId): Promise<Unit | undefined> {
  const row = await db.selectFrom('identity.unit').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row && toUnit(row);
}

export async function unitByUscc(db: Db | Tx, uscc: string): Promise<Unit | undefined> {
  const row = await db.selectFrom('identity.unit').select(COLUMNS).where('uscc', '=', uscc).executeTakeFirst();
  return row && toUnit(row);
}

/** Most units that are listed: a city has some fifty departments, with its counties some hundreds. */
const MOST_UNITS = 2000;

/** The units that work can be given to, by name. */
export async function everyUnit(db: Db | Tx): Promise<readonly Unit[]> {
  const rows = await db
    .selectFrom('identity.unit')
    .select(COLUMNS)
    .orderBy('region')
    .orderBy('short_name')
    .limit(MOST_UNITS)
    .execute();
  return rows.map(toUnit);
}

/**
 * The unit whose general pools serve departments without staff (政务服务局, 综合受理).
 * @throws Refusal identity.no-general-unit while the city has not named one.
 */
export async function generalUnit(db: Db | Tx): Promise<Unit> {
  const row = await db.selectFrom('identity.unit').select(COLUMNS).where('general', '=', true).executeTakeFirst();
  if (row === undefined) throw new Refusal('identity.no-general-unit');
  return toUnit(row);
}

interface UnitRow {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly short_name: string;
  readonly region: string;
  readonly parent_id: string | null;
  readonly sample: boolean;
}

function toUnit({ id, short_name, parent_id, ...row }: UnitRow): Unit {
  return {
    ...row,
    id: id as UnitId,
    shortName: short_name,
    ...(parent_id === null ? {} : { parent: parent_id as UnitId }),
  };
}

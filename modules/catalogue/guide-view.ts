import { regionDirectory, type Db } from '#kernel';
import type { ItemElements } from './elements.ts';
import type { ItemId } from './ids.ts';
import { itemById } from './item.ts';
import type { ServiceItem } from './service-item.ts';
import { saving, type Limit } from './limit.ts';
import { present, type Present } from './present.ts';
import * as store from './store.ts';

const PUBLIC_SERVICE = '20';

/**
 * Everything that the guide page (办事指南) of one item shows. A part that the source says nothing about is absent,
 * never empty: the page shows what is there.
 */
export type GuideView = Present<
  ReturnType<typeof heading> & ReturnType<typeof body> & { siblings: readonly Sibling[] }
>;

/** The same service elsewhere, or another variant of it: items of one 基本编码. */
export interface Sibling {
  readonly id: ItemId;
  readonly name: string;
  readonly department: string;
  readonly region: string;
}

/** The guide of an item as it stands today, or undefined if there is no such item. */
export async function guideView(db: Db, id: ItemId): Promise<GuideView | undefined> {
  const item = await itemById(db, id);
  return item && guideOf(db, item);
}

/** The guide as it would be if an item said this. */
export async function guideOf(db: Db, item: ServiceItem): Promise<GuideView> {
  return present({ ...heading(item), ...body(item.elements), siblings: await siblings(db, item) });
}

function heading({ id, version, source, sample, region, elements }: ServiceItem) {
  const { name, plainName, catalogCode, taskCode, handleItemCode } = elements;
  return {
    id,
    version,
    name,
    plainName,
    /** Where the content comes from: sentence `catalogue.origin.<origin>`. */
    origin: source,
    sample,
    department: elements.agency,
    region: { code: region, name: placeName(region) },
    codes: present({ catalogCode, taskCode, handleItemCode }),
    itemType: elements.itemType,
    useLevel: elements.useLevel,
    caseType: elements.caseType,
    subjects: elements.subjects,
    topics: elements.topics,
    note: elements.note,
  };
}

function body(elements: ItemElements) {
  return {
    conditions: conditions(elements),
    materials: elements.materials,
    limits: limits(elements),
    visits: visits(elements),
    fee: elements.fee && present(elements.fee),
    law: elements.legalBasis.map(present),
    stages: elements.stages,
    specialProcedures: elements.specialProcedures,
    result: elements.result && present(elements.result),
    quantityLimit: elements.quantityLimit,
    priority: elements.priority,
    jointAgencies: elements.jointAgencies,
    scope: elements.handleScope && present(elements.handleScope),
    online: online(elements),
    handleForms: elements.handleForms,
    contacts: contacts(elements),
    locations: elements.locations,
    hours: elements.hours,
    remedies: remedies(elements),
  };
}

function conditions({ acceptConditions, acceptConditionsCutOff }: ItemElements) {
  if (acceptConditions.length === 0) return undefined;
  return { list: acceptConditions, cutOff: acceptConditionsCutOff === true };
}

function limits({ statutoryLimit, promisedLimit, limitNote }: ItemElements) {
  if (statutoryLimit === undefined && promisedLimit === undefined && limitNote === undefined) return undefined;
  const saved: Limit | undefined = saving(statutoryLimit, promisedLimit);
  return present({ statutory: statutoryLimit, promised: promisedLimit, saving: saved, note: limitNote });
}

function visits({ onsiteVisits, onsiteReason }: ItemElements) {
  return onsiteVisits === undefined ? undefined : present({ count: onsiteVisits, reason: onsiteReason });
}

function online({ isOnline, onlineDepth, runtimeSystem, express, booking }: ItemElements) {
  if (isOnline === undefined) return undefined;
  return present({
    possible: isOnline,
    depth: onlineDepth,
    system: runtimeSystem?.name,
    express,
    booking: booking?.enabled,
  });
}

function contacts({ consult, supervise }: ItemElements) {
  if (consult === undefined && supervise === undefined) return undefined;
  return present({ consult: consult && present(consult), supervise: supervise && present(supervise) });
}

/** Keys of `catalogue.remedy.…`: what anybody may do against an administrative act. A public service is none. */
function remedies({ itemType }: ItemElements): readonly ('reconsideration' | 'lawsuit')[] {
  return itemType === PUBLIC_SERVICE ? [] : ['reconsideration', 'lawsuit'];
}

async function siblings(db: Db, { id, elements }: ServiceItem): Promise<readonly Sibling[]> {
  const rows = await store.itemsOfCatalogCode(db, elements.catalogCode, id);
  return rows.map((row) => ({ ...row, id: row.id as ItemId, region: placeName(row.region) }));
}

export function placeName(code: string): string {
  return regionDirectory().region(code)?.name ?? code;
}

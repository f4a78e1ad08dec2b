import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { civilDate, recordSet, type World } from '#kernel';
import { seedSample } from '#catalogue';
import { visiblePages, type AnswerValue } from '#forms';
import {
  appointOfficer,
  grantRole,
  officerById,
  officersOf,
  registerPerson,
  seedDemo,
  unitByUscc,
  type Officer,
  type PersonId,
  type Resident,
  type Role,
  type SessionId,
} from '#identity';
import type { AssetId } from '#materials';
import { seedRoutes } from '#publishing';
import { assign, seedPools } from '#queue';
import { demoPerson } from '../identity/testing.ts';
import { publishNow } from '../ledger/testing.ts';
import { goodInput } from '../forms/testing.ts';
import { attach } from './attach.ts';
import { draftPlace, sealContent } from './content.ts';
import { findDraft } from './draft-store.ts';
import { openDraft } from './open-draft.ts';
import { draftView } from './draft-view.ts';
import type { Reports } from './release-vanished.ts';
import { saveDraftPage } from './save-draft-page.ts';
import { startDraft } from './start-draft.ts';
import { submit } from './submit.ts';
import { taskView } from './task-view.ts';
import { signVisit } from './visit/sign-visit.ts';
import { writeVisit } from './visit/write-visit.ts';
import { takeNext as takeNextNow } from './take-next.ts';
import type { ShortNo } from './numbers.ts';

export { randomHistory, type PlayedHistory, type PlayedVisit } from './history/testing.ts';

export { AUTOMATIC_ITEM, pinAutomatic } from './automatic/testing.ts';

/** Credit codes of the sample units that have staff. */
export const sampleUnits = { gaj: '11530700DEMA001013', general: '11530700DEMA00259N' } as const;

/** A fresh idempotency key. */
export const aKey = () => randomBytes(16).toString('hex');

/** The sample city with its people, pools and items. */
export async function seedCity(world: World): Promise<void> {
  await seedDemo(world);
  await seedSample(world);
  await seedPools(world);
  await seedRoutes(world);
}

/** Somebody of the demonstration, signed in for themselves. */
export async function resident(world: World, login: string): Promise<Resident> {
  return { kind: 'resident', session: randomUUID() as SessionId, person: await demoPerson(world, login) };
}

/** An officer of the demonstration, by unit and role. */
export async function officer(world: World, unitCode: string, role: Role): Promise<Officer> {
  const unit = await unitByUscc(world.db, unitCode);
  const [id] = unit === undefined ? [] : await officersOf(world.db, unit.id, role);
  if (unit === undefined || id === undefined) throw new Error(`The demonstration has no ${role} there.`);
  const roles = [{ role, unit: unit.id, region: '530700' }];
  return { kind: 'officer', session: randomUUID() as SessionId, officer: id, unit: unit.id, roles };
}

/** For recurring work that must get everything done. */
export const nothingToReport: Reports['log'] = {
  error: (facts, message) => {
    throw new Error(message, { cause: facts });
  },
};

/** A stored file that nobody reads: a row without bytes. */
export async function anAsset(world: World, owner: PersonId): Promise<AssetId> {
  const asset = randomUUID() as AssetId;
  const dataKey = Buffer.from(world.crypto.newDataKey());
  const name = Buffer.from(world.crypto.seal(dataKey, `materials.asset.name:${asset}`, Buffer.from('scan.pdf')));
  const at = world.clock.now();
  await world.db
    .insertInto('materials.asset')
    .values({
      id: asset,
      owner_id: owner,
      data_key: dataKey,
      sealed_name: name,
      media_type: 'application/pdf',
      size: 1n,
      sha256: randomBytes(32),
      created_at: at,
      stored_at: at,
    })
    .execute();
  return asset;
}

/** A draft whose every page is filled in well and whose every material has a file. */
export async function filledDraft(world: World, viewer: Resident, item = 'LJ-GA-002'): Promise<string> {
  const { draft } = await startDraft(world, viewer, { key: aKey(), item });
  const { form, answers: prefilled } = await draftView(world, viewer, draft);
  const [typed = {}] = fc.sample(goodInput(form), { numRuns: 1, seed: 7 });
  const input = { ...typed, ...Object.fromEntries(Object.entries(prefilled).flatMap(asInput)) };
  for (const page of form.layout.pages) {
    const { answers } = await draftView(world, viewer, draft);
    if (!visiblePages(form, answers).some(({ id }) => id === page.id)) continue;
    await saveDraftPage(world, viewer, { draft, page: page.id, input });
    for (const material of page.fields.flatMap((field) => field.material ?? []))
      await attach(world, viewer, { target: { draft, material }, asset: await anAsset(world, viewer.person) });
  }
  return draft;
}

/** People nobody has heard of, signed in for themselves. */
export async function strangers(world: World, count: number): Promise<readonly Resident[]> {
  const person = async (_: unknown, at: number) =>
    registerPerson(
      world,
      {
        name: `某人${at}`,
        identityNumber: randomUUID(),
        phone: `1390000${String(at).padStart(4, '0')}`,
        regionCode: '530702',
      },
      { sample: true },
    );
  const people = await Promise.all(Array.from({ length: count }, person));
  return people.map((id) => ({ kind: 'resident', session: randomUUID() as SessionId, person: id }));
}

/** The same filled draft for each of these people, under keys of its own and with the same files. */
export async function copiesOf(
  world: World,
  { owner, draft }: { readonly owner: Resident; readonly draft: string },
  people: readonly Resident[],
): Promise<readonly string[]> {
  const original = (await findDraft(world.db, owner, draft)) ?? fail();
  const { content } = await openDraft(world.db, world, original);
  const copies = people.map(({ person }) => {
    const id = randomUUID();
    const dataKey = Buffer.from(world.crypto.newDataKey());
    return {
      id,
      person_id: person,
      item_version_id: String(original.itemVersion),
      form_version_id: original.formVersion,
      data_key: dataKey.toString('base64'),
      content: sealContent(world.crypto, dataKey, { place: draftPlace(id), content }).toString('base64'),
      at: world.clock.now(),
    };
  });
  await sql`insert into cases.draft (id, person_id, item_version_id, form_version_id, data_key, content, started_at, saved_at)
    select id, person_id, item_version_id, form_version_id, decode(data_key, 'base64'), decode(content, 'base64'), at, at
    from ${recordSet(
      copies,
      `id uuid, person_id uuid, item_version_id bigint, form_version_id uuid, data_key text, content text, at timestamptz`,
    )}`.execute(world.db);
  await sql`insert into cases.draft_file (draft_id, asset_id, material_no, added_at)
    select r.id, f.asset_id, f.material_no, f.added_at
    from ${recordSet(copies, 'id uuid')} join cases.draft_file f on f.draft_id = ${draft}`.execute(world.db);
  return copies.map(({ id }) => id);
}

function fail(): never {
  throw new Error('There is no such draft to copy.');
}

/** What a browser sends back of an answer that was filled in already. */
function asInput([name, answer]: [string, AnswerValue]): [string, string][] {
  if (typeof answer === 'string') return [[name, answer]];
  if (typeof answer !== 'object' || !('region' in answer)) return [];
  return [
    [`${name}.region`, answer.region],
    [`${name}.detail`, answer.detail],
  ];
}

/** Appoints somebody nobody has heard of to a unit, with the role and its queues. */
export async function newOfficer(world: World, post: { unit: string; role: Role; pools?: readonly string[] }) {
  const { unit: unitCode, role, pools = [] } = post;
  const unit = await unitByUscc(world.db, unitCode);
  const [stranger] = await strangers(world, 1);
  if (unit === undefined || stranger === undefined) throw new Error('There is no such unit.');
  const grant = { role, unit: unit.id, region: '530700' };
  const id = await appointOfficer(world, { person: stranger.person, unit: unit.id });
  await grantRole(world, id, grant);
  if (pools.length > 0) await assign(world, id, pools);
  return { kind: 'officer', session: randomUUID() as SessionId, officer: id, unit: unit.id, roles: [grant] } as const;
}

/** The record of the visit that somebody has in hand, signed by everybody who is named in it. */
export async function visited(world: World, holder: Officer, no: ShortNo): Promise<void> {
  const { visit, stage } = await taskView(world, holder, no);
  if (visit === undefined) throw new Error('The task in hand is no visit.');
  const inspectors = visit.candidates.map(({ officer: id }) => id);
  await writeVisit(world, holder, {
    key: aKey(),
    case: no,
    version: visit.version,
    on: civilDate(world.clock.now()).toString(),
    time: '09:30',
    place: '雪柳巷 20 号',
    present: '申请人张蔚',
    findings: '现场与申请一致，没有发现问题。',
    points: visit.checklist.map(() => ({ answer: 'yes', remark: '' })),
    inspectors,
  });
  for (const { officer: id, unit } of await Promise.all(
    inspectors.map(async (id) => ({ officer: id, ...(await officerById(world.db, id)) })),
  )) {
    const signer: Officer = { kind: 'officer', session: randomUUID() as SessionId, officer: id, unit, roles: [] };
    await signVisit(world, signer, { key: aKey(), case: no, n: stage.n, version: visit.version + 1 });
  }
}

/** A case that has just been filed. */
export async function filedCase(world: World, viewer: Resident, item?: string): Promise<ShortNo> {
  const draft = await filledDraft(world, viewer, item);
  const { case: no } = await submit(world, viewer, { draft, key: aKey(), declared: true });
  return no;
}

/** Takes the next task after everything so far has been published, as it is within a second. */
export async function takeNext(
  ...[world, officer, input]: Parameters<typeof takeNextNow>
): ReturnType<typeof takeNextNow> {
  await publishNow(world);
  return takeNextNow(world, officer, input);
}

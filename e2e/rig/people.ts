import { randomUUID } from 'node:crypto';
import { identityCheck, type World } from '#kernel';
import {
  addCredential,
  appointOfficer,
  grantRole,
  hashPassword,
  registerPerson,
  startSession,
  unitByUscc,
  type CredentialId,
  type OfficerId,
  type PersonId,
  type Resident,
} from '#identity';
import { assign } from '#queue';
import { filledDraft } from '../../modules/cases/testing.ts';

/** A part of the city with people at work: its pools, and a service that ends up in them. */
export interface Office {
  readonly prefix: string;
  readonly uscc: string;
  readonly item: string;
}

/** The three departments with staff, and the general pool with a service of a department that has none. */
export const offices: readonly Office[] = [
  { prefix: 'gaj', uscc: '11530700DEMA001013', item: 'LJ-GA-002' },
  { prefix: 'scj', uscc: '11530700DEMA00072P', item: 'LJ-SC-001' },
  { prefix: 'gjj', uscc: '12530700DEMA00056Y', item: 'LJ-GJ-001' },
  { prefix: 'general', uscc: '11530700DEMA00259N', item: 'LJ-RS-002' },
];

export interface Applicant {
  readonly office: Office;
  readonly viewer: Resident;
  readonly session: string;
  /** Filled in, not yet submitted. */
  readonly draft: string;
}

export interface Worker {
  readonly office: Office;
  readonly role: 'clerk' | 'examiner' | 'approver';
  readonly session: string;
}

let hash: Promise<string> | undefined;
let people = 0;

/** Signed-in residents with a finished draft each, spread over the offices in turn. */
export async function applicants(world: World, count: number): Promise<readonly Applicant[]> {
  return inParallel(count, async (at) => {
    const office = offices[at % offices.length] ?? fail();
    const { person, session } = await newcomer(world);
    const viewer: Resident = { kind: 'resident', session: session.id, person };
    return { office, viewer, session: session.token, draft: await filledDraft(world, viewer, office.item) };
  });
}

const work: readonly (readonly [Worker['role'], readonly string[]])[] = [
  ['clerk', ['acceptance', 'delivery']],
  ['examiner', ['examination']],
  ['approver', ['decision']],
];

/** Officers for every office: so many clerks in each, and one examiner and one approver. */
export async function staff(world: World, clerks: number): Promise<readonly Worker[]> {
  const posts = offices.flatMap((office) =>
    work.flatMap(([role, stages]) =>
      Array.from({ length: role === 'clerk' ? clerks : 1 }, () => ({ office, role, stages })),
    ),
  );
  return inParallel(posts.length, async (at) => {
    const { office, role, stages } = posts[at] ?? fail();
    const unit = (await unitByUscc(world.db, office.uscc)) ?? fail();
    const { session, officer } = await newcomer(world, async (person) => {
      const id = await appointOfficer(world, { person, unit: unit.id });
      await grantRole(world, id, { role, unit: unit.id, region: '530700' });
      return id;
    });
    const pools = stages.map((stage) => `${office.prefix}-${stage}`);
    await assign(world, officer ?? fail(), pools);
    return { office, role, session: session.token };
  });
}

/** Somebody new, with a way to sign in and a session. */
async function newcomer(world: World, appoint?: (person: PersonId) => Promise<OfficerId>) {
  people += 1;
  const body = `530799${1950 + (people % 50)}0101${String(people).padStart(3, '0')}`;
  const profile = {
    name: `甲${'乙丙丁戊己庚辛壬癸'.charAt(people % 9)}`,
    identityNumber: body + identityCheck(body),
    phone: `140${String(10_000_000 + people)}`,
    regionCode: '530702001001',
    address: '金甲社区雪柳巷 3 号',
  };
  const person = await registerPerson(world, profile, { sample: true });
  const officer = await appoint?.(person);
  const login = randomUUID();
  hash ??= hashPassword(randomUUID());
  const appointed = officer === undefined ? {} : { officer };
  await addCredential(world, { person, ...appointed, login, passwordHash: await hash, sample: true });
  const { id } = await world.db
    .selectFrom('identity.credential')
    .select('id')
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow();
  const { token, session } = await startSession(world, { credential: id as CredentialId });
  return { person, officer, session: { token, id: session } };
}

const AT_ONCE = 8;

/** Makes `count` things, some of them at the same time. */
async function inParallel<T>(count: number, make: (at: number) => Promise<T>): Promise<readonly T[]> {
  const made: T[] = [];
  let next = 0;
  const hands = Array.from({ length: AT_ONCE }, async () => {
    while (next < count) {
      const at = next;
      next += 1;
      made[at] = await make(at);
    }
  });
  await Promise.all(hands);
  return made;
}

function fail(): never {
  throw new Error('The sample city lacks something that this test needs.');
}

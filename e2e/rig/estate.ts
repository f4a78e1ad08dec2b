import { join } from 'node:path';
import { attach, draftView, objectToOrder, proposePriority, submit, takeNext, withdraw } from '#cases';
import type { Resident } from '#identity';
import { openDatabase, stoppedClock, systemClock, type World } from '#kernel';
import { startChange } from '#publishing';
import { grounds } from '#queue';
import { directoryStore, receiveUpload } from '#materials';
import { aKey, filedCase, filledDraft, officer, resident, sampleUnits } from '../../modules/cases/testing.ts';
import { pdfFile, streamed } from '../../modules/materials/testing.ts';
import { installationCrypto } from '../../apps/cli/master-key.ts';
import type { Server } from './server.ts';

/** What one resident has: a draft with a file, a case that a clerk has in hand with an objection, and a proposal of priority. */
export interface Estate {
  readonly world: World;
  readonly draft: string;
  readonly no: string;
  readonly asset: string;
  readonly proposal: string;
  /** An address of this estate for the pattern of a route. */
  pathOf(template: string): string;
  /** A form without answers; for uploads one with a file, meant for the draft; for programs JSON that says nothing. */
  formFor(path: string): Readonly<Record<string, string>> | FormData | string;
  close(): Promise<void>;
}

const MATERIAL = 1;
const WORDS = '有人比我晚交，却先办了。';

export async function openEstate(server: Server): Promise<Estate> {
  const { db, close } = openDatabase(server.databaseUrl);
  const world = { db, clock: systemClock, crypto: installationCrypto(join(server.directory, 'keys')) };
  const files = directoryStore(join(server.directory, 'data/uploads'));
  const owner = await resident(world, 'zhang-wei');
  const filing = await filledDraft(world, owner);
  const upload = { owner: owner.person, filename: '照片.pdf', stream: streamed(pdfFile()) };
  const { asset } = await receiveUpload({ ...world, files }, upload);
  await attach(world, owner, { target: { draft: filing, material: MATERIAL }, asset });
  const { case: no } = await submit(world, owner, { draft: filing, key: aKey(), declared: true });
  await takeNext(world, await officer(world, sampleUnits.gaj, 'clerk'), { key: aKey() });

  const proposal = await proposed(world, owner);
  const { objection } = await objectToOrder(world, owner, { key: aKey(), case: no, words: WORDS });
  const draft = await filledDraft(world, owner);
  const owned = { proposal, objection, change: await begunChange(world), closed: await withdrawnCase(world, owner) };
  const [page] = (await draftView(world, owner, draft)).pages;
  const places = {
    no,
    id: draft,
    page: page?.id ?? '',
    record: `${no}-1`,
    code: 'gaj-acceptance',
    asset,
    uid: 'nobody',
    tile: '0/000',
    index: '0',
    file: 'checkpoint',
  };
  return {
    world,
    draft,
    no,
    asset,
    proposal,
    pathOf: (template) => filled(own(template, owned), places),
    formFor: (path) => (path === '/uploads' ? uploadFor(draft) : path.startsWith('/api/') ? '{}' : { nothing: '' }),
    close,
  };
}

/** The addresses whose id is no draft's. */
function own(
  template: string,
  { proposal, objection, change, closed }: Readonly<Record<'proposal' | 'objection' | 'change' | 'closed', string>>,
): string {
  return template
    .replace('/objections/[id]', `/objections/${objection}`)
    .replace('/changes/[id]', `/changes/${change}`)
    .replace('/decisions/[name]', '/decisions/inspection')
    .replace('/bundles/[id]', '/bundles/YJS-01')
    .replace('/services/[id]', '/services/LJ-GA-002')
    .replace('/services/[code]', '/services/LJ-GA-002')
    .replace('/oversight/services/LJ-GA-002/cases/[no]', `/oversight/services/LJ-GA-002/cases/${closed}`)
    .replace('/desk/priorities/[id]', `/desk/priorities/${proposal}`);
}

async function begunChange(world: World): Promise<string> {
  const bureau = await officer(world, sampleUnits.general, 'bureau');
  return (await startChange(world, bureau, { key: aKey(), item: 'LJ-SC-005' })).change;
}

/** There is nothing to see of a case in figures before it is closed. */
async function withdrawnCase(world: World, owner: Resident): Promise<string> {
  const no = await filedCase(world, owner);
  await withdraw(world, owner, { key: aKey(), case: no, reason: '' });
  return no;
}

/** Grounds are in force a day after the city has declared them. */
async function proposed(world: World, owner: Resident): Promise<string> {
  const clock = stoppedClock(new Date(Date.now() + 2 * 86_400_000));
  const [ground] = await grounds(world.db, clock.now());
  const no = await filedCase(world, owner);
  const examiner = await officer(world, sampleUnits.gaj, 'examiner');
  const input = { key: aKey(), case: no, rule: ground?.rule ?? 0n, reason: '六十七岁' };
  return (await proposePriority({ ...world, clock }, examiner, input)).proposal;
}

function filled(template: string, places: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\[(\w+)\]/g, (_, name: string) => places[name] ?? '');
}

function uploadFor(draft: string): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _draft: draft, _next: `/drafts/${draft}` })) form.set(name, value);
  form.set(`file-${MATERIAL}`, new Blob([new Uint8Array(pdfFile())]), 'scan.pdf');
  return form;
}

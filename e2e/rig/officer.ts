import assert from 'node:assert/strict';
import { aKey } from '../../modules/cases/testing.ts';
import { comesUp, fate, serialOf } from './fate.ts';
import type { Worker } from './people.ts';
import type { Play } from './play.ts';

type Fields = Readonly<Record<string, string>>;

/** An officer takes what comes next and deals with it, until every case of the office is over. */
export async function workAsOfficer(play: Play, worker: Worker): Promise<void> {
  const { office, session, role } = worker;
  const news = [...bringsWork[role], 'close'];
  while (!play.isQuiet(office)) {
    const seen = play.version(office, news);
    const { location } = await play.ask('/desk/next', { session, fields: { key: aKey() } });
    const [, no] = /^\/desk\/cases\/(\w+)$/.exec(location) ?? [];
    if (no !== undefined) {
      play.done('take', office);
      await handle(play, worker, no);
    } else if (location === '/desk?refused=queue.empty') {
      if (!play.isQuiet(office)) await play.changed(office, news, seen);
    } else assert.equal(location, '/desk?refused=queue.settling');
  }
}

/** After which acts there may be work again for an officer who found the queue empty. */
const bringsWork = {
  clerk: ['submit', 'release', 'answer-supplement', 'decide'],
  examiner: ['accept', 'pass', 'release'],
  approver: ['accept', 'pass', 'release'],
} as const;

/** One act on the case in hand, through the form that its page offers. */
async function handle(play: Play, worker: Worker, no: string): Promise<void> {
  const { office, session } = worker;
  const path = `/desk/cases/${no}`;
  const { status, body } = await play.ask(path, { session });
  if (status === 404) return withdrawnMeanwhile(play, worker, no);
  const act = chooseAct(no, formsIn(body));
  const fields = { key: keyIn(body), ...act.fields };
  const { location, status: answered } = await play.ask(`${path}?/${act.name}`, { session, fields });
  if (answered === 404) return withdrawnMeanwhile(play, worker, no);
  assert.equal(location, `/desk?done=${act.name}&no=${no}`, `${act.name} answered ${answered}`);
  if (act.name === 'request-supplement') play.supplementAsked(no, office);
  else play.done(act.name, office);
  await play.isClosed(no, office);
}

async function withdrawnMeanwhile(play: Play, { office }: Worker, no: string): Promise<void> {
  assert.ok(await play.isClosed(no, office), `${no} was taken away from the officer in charge`);
}

interface Act {
  readonly name: string;
  readonly fields: Fields;
}

const released = new Set<string>();

/** What the case's fate says, as far as its page allows it now; otherwise one step on. */
function chooseAct(no: string, forms: ReadonlySet<string>): Act {
  if (comesUp(no, fate.release) && !released.has(no)) {
    released.add(no);
    return { name: 'release', fields: { reason: ['absence', 'recusal', 'hand-over'][serialOf(no) % 2] ?? '' } };
  }
  const fated: readonly [Act['name'], boolean][] = [
    ['request-supplement', comesUp(no, fate.supplement)],
    ['refuse', comesUp(no, fate.refusal)],
  ];
  const name = fated.find(([act, due]) => due && forms.has(act))?.[0] ?? STEPS.find((step) => forms.has(step));
  assert.ok(name, `the page of ${no} has no form`);
  return { name, fields: fieldsOf(no)[name] ?? {} };
}

const STEPS = ['accept', 'pass', 'decide', 'deliver'];

function fieldsOf(no: string): Readonly<Record<string, Fields>> {
  return {
    'request-supplement': { material: '1', 'text-1': '请重新拍摄,四角齐全', 'free-1': '请写明用途' },
    refuse: { reason: '不属于本机关职权范围', remedy: '可以申请行政复议' },
    pass: { outcome: 'agree', opinion: '材料属实' },
    decide: { granted: comesUp(no, fate.denial) ? 'no' : 'yes', reason: '依据审查意见', article: '第十一条' },
    deliver: { method: 'mail', note: '' },
  };
}

function formsIn(body: string): ReadonlySet<string> {
  return new Set(body.matchAll(/action="\?\/([a-z-]+)"/g).map(([, act]) => act ?? ''));
}

function keyIn(body: string): string {
  const [, key] = /name="key" value="([0-9a-f]{32})"/.exec(body) ?? [];
  assert.ok(key, 'the page has no key');
  return key;
}

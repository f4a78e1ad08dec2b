import assert from 'node:assert/strict';
import { attach } from '#cases';
import { aKey, anAsset } from '../../modules/cases/testing.ts';
import { comesUp, fate } from './fate.ts';
import type { Applicant } from './people.ts';
import type { Play } from './play.ts';
import { problemIn, type Answer } from './wire.ts';

/** A resident files, twice as impatient people do, and sees the application through: answers what is asked, or withdraws. */
export async function liveAsResident(play: Play, applicant: Applicant, at: number): Promise<void> {
  const no = await file(play, applicant, at);
  if (comesUp(no, fate.supplement)) await answer(play, applicant, no);
  else if (comesUp(no, fate.withdrawal)) await withdraw(play, applicant, no);
}

/** Every other resident presses twice at once; the rest send the same again after the answer. */
async function file(play: Play, { draft, session, office }: Applicant, at: number): Promise<string> {
  const request = { session, fields: { key: aKey(), declared: 'yes' } };
  const press = async () => numberIn(await play.ask(`/drafts/${draft}/check`, request));
  const sentAt = performance.now();
  const again = at % 2 === 0 ? press() : undefined;
  const no = await press();
  play.filings.push({ draft, no, sentAt, answeredAt: performance.now() });
  play.done('submit', office);
  assert.equal(await (again ?? press()), no, 'pressed twice, it is one case');
  return no;
}

function numberIn({ location, status, body }: Answer): string {
  const [, no] = /^\/cases\/(LJ\w{13})\?filed$/.exec(location) ?? [];
  assert.ok(no, `submitting answered ${status}: ${problemIn(body)}`);
  return no;
}

async function answer(play: Play, { viewer, session, office }: Applicant, no: string): Promise<void> {
  await play.untilAsked(no, office);
  await play.steadily(async () => {
    const asset = await anAsset(play.world, viewer.person);
    await attach(play.world, viewer, { target: { case: no, item: 0 }, asset });
  });
  const fields = { key: aKey(), note: '已按要求补齐' };
  const { location, status } = await play.ask(`/cases/${no}?/answer`, { session, fields });
  assert.equal(location, `/cases/${no}`, `answering a supplement: ${status}`);
  play.done('answer-supplement', office);
}

/** Comes too late if the decision was faster; then the case goes its way. */
async function withdraw(play: Play, { session, office }: Applicant, no: string): Promise<void> {
  const { status } = await play.ask(`/cases/${no}?/withdraw`, { session, fields: { key: aKey(), reason: '不办了' } });
  assert.ok(status === 303 || status === 409, `withdrawing: ${status}`);
  if (status !== 303) return;
  play.done('withdraw', office);
  await play.isClosed(no, office);
}

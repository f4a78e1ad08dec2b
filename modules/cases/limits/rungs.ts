import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { emit, type Tx, type World } from '#kernel';
import { clocksOf, type RaisedRung, type RungHandlers } from '#clocks';
import { resumeSpecial } from '../special/end-special.ts';
import { deemAccepted } from '../time/deem-accepted.ts';
import { lapse } from '../time/lapse.ts';

/** What comes of a case when the time of one of its clocks has come. All else is on record, for supervision to see. */
export function caseRungs(world: World): RungHandlers {
  const resume = async (tx: Tx, { rung, suspension, legalAt }: RaisedRung) => {
    if (rung === 'resume' && suspension !== undefined) await resumeSpecial(tx, world, { id: suspension, at: legalAt });
  };
  return {
    acceptance: async (tx, { rung, clock, legalAt }) => {
      if (rung !== 'deemed') return;
      await deemAccepted(tx, world, { caseId: clock.subject, at: legalAt, since: clock.startedAt });
    },
    supplement: async (tx, raised) => {
      const { rung, clock, legalAt } = raised;
      if (rung === 'lapse') await lapse(tx, world, { caseId: clock.subject, at: legalAt });
      else await remind(tx, raised);
    },
    promised: resume,
    statutory: resume,
    task: resume,
  };
}

/** Once for each rung, because the job is emitted by whoever claims it; nobody is reminded of what has passed. */
async function remind(tx: Tx, { clock: { subject }, raisedAt }: RaisedRung): Promise<void> {
  const clock = (await clocksOf(tx, subject, raisedAt)).find(
    ({ kind, state }) => kind === 'supplement' && state !== 'stopped',
  );
  if (clock === undefined || clock.isOver) return;
  const dueOn = clock.dueOn.toString();
  await emit(tx, 'notifications.tell', { reminder: randomUUID(), case: subject, dueOn });
}

/**
 * Locks a case for what time brings about, as every act locks it. A case that somebody is at, or that is held until somebody
 * has looked at it, waits for a later sweep.
 * @returns true also of a subject that is no case
 */
export async function lockCaseForTime(tx: Tx, subject: string): Promise<boolean> {
  const { rows } = await sql<{ lost: boolean }>`
    select record_lost_at is not null as lost from cases."case" where id = ${subject}
    for update skip locked`.execute(tx);
  const [mine] = rows;
  if (mine !== undefined) return !mine.lost;
  const known = await tx.selectFrom('cases.case').select('id').where('id', '=', subject).executeTakeFirst();
  return known === undefined;
}

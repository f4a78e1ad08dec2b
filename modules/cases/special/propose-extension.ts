import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IdempotencyKey, InvalidInput, once, parseInput, Refusal, sealJson, type Tx, type World } from '#kernel';
import type { Officer } from '#identity';
import { touch } from '#queue';
import { routeVersion } from '#routing';
import { requireInHand } from '../act.ts';
import { lockCase, type CaseRecord } from '../case-store.ts';
import { ShortNoInput } from '../numbers.ts';
import { Reason } from '../officer-acts.ts';
import { extensionsOf, insertExtension } from './extension-store.ts';
import { extensionContext } from './extension-said.ts';

export const ProposeExtensionInput = z.strictObject({
  key: IdempotencyKey,
  case: ShortNoInput,
  /** Working days, at most ten, or fifteen where several departments decide together. */
  workdays: z.coerce.number().int().min(1).max(15),
  /** What the applicant reads: why the decision takes longer. */
  reason: Reason,
});

/** 行政许可法 42: by whoever heads the organ; of joint work, by the government above its organs. */
const MOST = { own: 10, joint: 15 } as const;

/**
 * Proposes a longer time for the decision on the case in hand; whoever heads the unit answers, never the same person. A
 * decision is extended once (行政许可法 42).
 * @throws InvalidInput; Refusal kernel.not-found, cases.extended-already, cases.not-this-stage
 */
export async function proposeExtension(
  world: World,
  officer: Officer,
  raw: z.input<typeof ProposeExtensionInput>,
): Promise<void> {
  const input = parseInput(ProposeExtensionInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.propose-extension', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const { record, ticket } = await requireInHand(tx, officer, await lockCase(tx, input.case));
    if (ticket.pool.stage !== 'examination' && ticket.pool.stage !== 'decision')
      throw new Refusal('cases.not-this-stage');
    const open = (await extensionsOf(tx, record.id)).filter(({ decision }) => decision?.granted !== false);
    if (open.length > 0) throw new Refusal('cases.extended-already');
    const joint = await isJoint(tx, record);
    const most = joint ? MOST.joint : MOST.own;
    if (input.workdays > most)
      throw new InvalidInput([{ field: 'workdays', code: 'cases.extension-too-long', values: { most } }]);
    const id = randomUUID();
    const now = world.clock.now();
    await insertExtension(tx, {
      id,
      caseId: record.id,
      n: ticket.n,
      workdays: input.workdays,
      joint,
      proposedAt: now,
      proposedBy: officer.officer,
      unit: officer.unit,
      sealed: sealJson(world.crypto, record.dataKey, extensionContext(id), { text: input.reason }),
    });
    await touch(tx, officer.officer, now);
    await remember(null);
    return null;
  });
}

/** Whether departments other than its own work on a case, as its route says. */
async function isJoint(tx: Tx, { routeVersion: version }: CaseRecord): Promise<boolean> {
  if (version === undefined) return false;
  const { route } = await routeVersion(tx, version);
  const departments = route.nodes.flatMap((node) =>
    'work' in node
      ? [node.work.department ?? [], node.work.joint?.departments ?? [], node.work.participants].flat()
      : [],
  );
  return new Set(departments).size > 1;
}

import type { Db, Tx } from '#kernel';
import type { PinnedService } from '#publishing';
import { decisionVersion, momentOf, readInputs, toJson, type Decisions } from '#routing';
import type { AskDecision } from './play.ts';

/**
 * Makes the decision tables of a service ready to be asked. A table that is not there, fails or runs out of its budget
 * comes to null, which no condition takes for an answer: the case goes the way that is drawn for it, to people.
 */
export async function decisionsOf(db: Db | Tx, service: PinnedService | undefined): Promise<AskDecision> {
  const kept = new Map<string, Decisions>();
  for (const [name, version] of Object.entries(service?.decisions ?? {}))
    kept.set(name, (await decisionVersion(db, version)).decisions);
  return asking(kept);
}

/** `decisionsOf` tables that are at hand, by the names that the route calls them. */
export function asking(kept: ReadonlyMap<string, Decisions>): AskDecision {
  return (name, facts) => {
    const decisions = kept.get(name);
    const inputs = decisions && readInputs(JSON.stringify(facts), decisions.inputTypes);
    if (decisions === undefined || inputs === undefined) return { result: null, fired: [] };
    const wanted = decisions.decisions.includes(name) ? [name] : decisions.decisions.slice(-1);
    const { results, fired } = decisions.decide(inputs, { now: () => momentOf(facts) }, wanted);
    return { result: toJson(results.get(wanted[0] ?? '') ?? null), fired };
  };
}

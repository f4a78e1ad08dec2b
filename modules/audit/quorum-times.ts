import { cosigners, isQuorum, type Policy, type SignedCheckpoint } from '#tlog';

/**
 * When a checkpoint was seen, by clocks that a quorum of its witnesses stands behind: one clock that is wrong raises no
 * finding and hides none. Without a quorum in the policy the clock of every witness counts, so whoever shows it has to
 * say so.
 *
 * `by`: the earliest moment at which a quorum had signed; what the checkpoint covers is not later.
 * `still`: the latest moment at or after which a quorum signed; what it does not cover is not earlier.
 */
export type QuorumTimes = readonly [by: number, still?: number];

/** Seconds since 1970; undefined where too few witnesses have signed. */
export function quorumTimes(policy: Policy, checkpoint: SignedCheckpoint): QuorumTimes | undefined {
  const timed = checkpoint.signatures.filter(({ time }) => time !== undefined);
  const times = timed.map(({ time }) => Number(time)).toSorted((one, later) => one - later);
  const areQuorum = (counts: (time: number) => boolean) => {
    const signatures = timed.filter(({ time }) => counts(Number(time)));
    return isQuorum(policy, cosigners(policy, { ...checkpoint, signatures }));
  };
  const by = times.find((limit) => areQuorum((time) => time <= limit));
  const still = times.findLast((limit) => areQuorum((time) => time >= limit));
  return by === undefined || still === undefined ? undefined : [by, still];
}

import { cosigners, isQuorum, type Policy, type SignedCheckpoint } from '#tlog';

/**
 * The latest time at which a quorum had cosigned: so many of its witnesses saw the checkpoint then or later, by their own
 * clocks. Undefined where there is no quorum.
 */
export function quorumTime(policy: Policy, checkpoint: SignedCheckpoint): bigint | undefined {
  const times = checkpoint.signatures.flatMap(({ time }) => (time === undefined ? [] : [time]));
  return times
    .toSorted((one, other) => Number(other - one))
    .find((time) => isQuorum(policy, cosigners(policy, since(checkpoint, time))));
}

function since(checkpoint: SignedCheckpoint, earliest: bigint): SignedCheckpoint {
  return {
    ...checkpoint,
    signatures: checkpoint.signatures.filter(({ time }) => time !== undefined && time >= earliest),
  };
}

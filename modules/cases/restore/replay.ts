import type { EventLeaf } from '#audit';
import type { LeafIndex } from '#ledger';
import type { Stage } from '#queue';
import {
  decide,
  evolve,
  lifecycle,
  type CaseState,
  type CaseStatus,
  type Command,
  type EventKind,
} from '../lifecycle.ts';

/** A leaf of one case that came back from a mirror. */
export interface CaseLeaf {
  readonly index: LeafIndex;
  readonly leaf: EventLeaf;
}

/** What a restored leaf says that happened. */
export interface RestoredAct {
  readonly index: LeafIndex;
  readonly at: Date;
  readonly kind: EventKind;
  /** Number of the task during which it happened. */
  readonly n: number;
}

export interface Replayed {
  readonly state: CaseState;
  readonly acts: readonly RestoredAct[];
  /** Index of a decision that ended the case, of which nobody can tell any more what it was. */
  readonly undecided?: LeafIndex;
}

/**
 * What the ledger's leaves made of a case, by the same lifecycle that wrote them. Reasons and outcomes are inside
 * commitments and stay lost. Whether a decision granted is told by the delivery that opened with it or did not; where the
 * item has no delivery nobody can tell, and it is not guessed; what the platform decided by itself is always granted.
 * @param platforms numbers of the tasks that stood in queues of the platform
 */
export function replay(
  state: CaseState,
  leaves: readonly CaseLeaf[],
  platforms: ReadonlySet<number> = new Set(),
): Replayed {
  const acts: RestoredAct[] = [];
  let now = state;
  let undecided: LeafIndex | undefined;
  leaves.forEach(({ index, leaf }, place) => {
    const at = new Date(leaf.ts * 1000);
    const n = 'n' in leaf ? leaf.n : 0;
    const said = kindOf(leaf);
    if (said !== undefined) {
      acts.push({ index, at, kind: said, n });
      if (said === 'recordSettled') now = settled(now, leaves[place + 1]);
      return;
    }
    const told = commandOf(now, leaf, { before: leaves[place - 1], after: leaves[place + 1] });
    const command = told === 'decide' && platforms.has(n) ? 'grant' : told;
    if (command === 'decide') undecided = index;
    if (command === undefined || command === 'decide') return;
    const transition = decide(now, command, stageOf(command));
    // A state that the lifecycle does not know is the ledger's to tell; people look at the case in any event.
    if (typeof transition === 'string') return;
    now = evolve(now, transition);
    acts.push({ index, at, kind: transition.event, n });
  });
  return { state: now, acts, ...(undecided === undefined ? {} : { undecided }) };
}

/** The queue in which it was done is in the ledger; that it was the right one was decided when it was written. */
function stageOf(command: Command): Stage | undefined {
  const transition = lifecycle[command];
  return 'stage' in transition ? transition.stage : undefined;
}

/** Leaves that move nothing in the lifecycle. */
function kindOf(leaf: EventLeaf): EventKind | undefined {
  if (leaf.k === 'grant') return 'priorityGranted';
  if (leaf.k === 'pass' && leaf.by === 'route') return 'dropped';
  if (leaf.k === 'hold' && leaf.reason === 'record-lost') return 'recordLost';
  if (leaf.k === 'resume' && leaf.reason === 'record-lost') return 'recordSettled';
  return undefined;
}

interface Neighbours {
  readonly before: CaseLeaf | undefined;
  readonly after: CaseLeaf | undefined;
}

/** What was commanded; undefined where another leaf tells it; `decide`: nobody can tell which way. */
function commandOf(state: CaseState, leaf: EventLeaf, { before, after }: Neighbours): Command | 'decide' | undefined {
  switch (leaf.k) {
    case 'hold':
      if (leaf.reason === 'special') return 'begin-special';
      return before?.leaf.k === 'resume' && before.leaf.reason === 'record-lost' ? undefined : 'request-supplement';
    case 'resume':
      return leaf.reason === 'special' ? 'end-special' : 'answer-supplement';
    case 'accept':
      return leaf.by === 'law' ? 'deem-accept' : 'accept';
    case 'close':
      return 'lapse';
    case 'pass':
      return leaf.by === 'law' ? 'consent' : 'pass';
    case 'decide':
      if (after?.leaf.k === 'ready') return 'grant';
      return state.delivers ? 'deny' : 'decide';
    case 'transfer':
      return 'to-people';
    case 'release':
      return leaf.to === undefined ? 'release' : 'hand-over';
    case 'take':
    case 'refuse':
    case 'deliver':
    case 'withdraw':
      return leaf.k;
    default:
      return undefined;
  }
}

/** As `settleLost` leaves it: a lost list may be sent again, a lost answer is asked for once more. */
function settled(state: CaseState, after: CaseLeaf | undefined): CaseState {
  if (after?.leaf.k === 'hold' && after.leaf.reason === 'supplement')
    return { ...state, status: 'supplementRequested', supplementAsked: true };
  return state.status === 'supplementRequested' ? { ...state, status: 'submitted', supplementAsked: false } : state;
}

const statuses: Readonly<Record<Stage, readonly [CaseStatus, ...CaseStatus[]]>> = {
  acceptance: ['submitted', 'supplementRequested', 'supplementSubmitted'],
  examination: ['accepted', 'inReview'],
  decision: ['accepted', 'inReview'],
  delivery: ['delivering'],
};

/** The ledger is right about the stage of a case, whatever the lifecycle made of its leaves. */
export function atStage(state: CaseState, stage: Stage): CaseState {
  const fitting = statuses[stage];
  return fitting.includes(state.status) ? state : { ...state, status: fitting[0] };
}

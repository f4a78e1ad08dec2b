/** What the desk says on arrival: the act that has just been done, or why nothing could be taken. */
export interface Arrival {
  readonly done?: { readonly act: string; readonly no: string };
  readonly refusal?: { readonly code: string };
}

const ACTS: readonly (string | null)[] = [
  'accept',
  'refuse',
  'request-supplement',
  'pass',
  'decide',
  'deliver',
  'hand-over',
  'release',
];
const REFUSALS: readonly (string | null)[] = [
  'desk.next-by-button',
  'desk.next-without-key',
  'idempotency.mismatch',
  'ledger.unpublished',
  'ledger.unwitnessed',
  'queue.empty',
  'queue.hands-full',
  'queue.no-pool',
  'queue.paused',
  'queue.settling',
  'queue.too-many-bars',
];

/** Reads the address of the desk; whatever nobody on this side wrote into it says nothing. */
export function arrivalAtDesk(query: URLSearchParams): Arrival {
  const act = query.get('done');
  const no = query.get('no');
  const code = query.get('refused');
  return {
    ...(act !== null && ACTS.includes(act) && no !== null && /^[0-9A-Z]{15}$/.test(no) ? { done: { act, no } } : {}),
    ...(code !== null && REFUSALS.includes(code) ? { refusal: { code } } : {}),
  };
}

/** Why a watcher cannot do its work, in one sentence; it exits with 2. */
export class WatchError extends Error {
  override readonly name = 'WatchError';
}

/** @throws WatchError once somebody has asked the program to end */
export function unlessStopped(stop: AbortSignal | undefined): void {
  if (stop?.aborted === true) throw new WatchError('It was stopped before it was done.');
}

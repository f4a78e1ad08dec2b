/** Why a watcher cannot do its work, in one sentence; it exits with 2. */
export class WatchError extends Error {
  override readonly name = 'WatchError';
}

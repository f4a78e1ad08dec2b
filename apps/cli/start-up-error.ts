/** Why the program cannot start, in one sentence that says what to do. Shown without a stack; the program exits with 1. */
export class StartUpError extends Error {
  override readonly name = 'StartUpError';
}

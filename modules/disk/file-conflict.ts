/** A file that never changes would have to change. */
export class FileConflict extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`${path} differs from what was written there before.`);
    this.name = 'FileConflict';
    this.path = path;
  }
}

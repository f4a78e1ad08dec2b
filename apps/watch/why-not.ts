import { WatchError } from './watch-error.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk cannot be written',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOTDIR: 'a file is where a directory must be',
  EISDIR: 'a directory is where a file must be',
  ENOENT: 'it is not there',
  EMFILE: 'too many files are open',
  EIO: 'the disk fails',
};

/** Why a program cannot go on, in one sentence; never the text of an exception of something else. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return 'The program failed.';
  if (error instanceof WatchError) return error.message;
  const code = 'code' in error ? String(error.code) : undefined;
  // Node names the option; what follows is advice for programmers.
  if (code?.startsWith('ERR_PARSE_ARGS') === true) return `${error.message.split('. ')[0] ?? ''}; see: tongban help`;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'A file';
  const reason = code === undefined ? undefined : reasons[code];
  if (reason !== undefined) return `${path} cannot be used: ${reason} (${code}).`;
  return `The program failed for a reason of its own (${code ?? error.name}).`;
}

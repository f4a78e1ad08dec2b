/**
 * A place on this site to go on to, from something that a browser sent; undefined for anything that could lead
 * elsewhere: other origins, `//host`, backslashes, control characters.
 */
export function localPath(next: unknown, origin: string): string | undefined {
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return undefined;
  if (!URL.canParse(next, origin)) return undefined;
  const url = new URL(next, origin);
  const path = url.pathname + url.search + url.hash;
  // "/.//elsewhere" is a path of ours until it is written down shortened: then it names another host.
  return url.origin === origin && !path.startsWith('//') ? path : undefined;
}

import type { MediaType } from './asset.ts';

const LONGEST = 100;

const extensions: Readonly<Record<MediaType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'application/pdf': ['pdf'],
};

/**
 * A name that is safe to show and to save: no folders, no control or invisible characters (which could turn
 * "fdp.exe" around), nothing a file system refuses, and at most 100 characters.
 */
export function cleanName(typed: string): string {
  const base = typed.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = base
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  return shorten(name === '' ? 'file' : name);
}

/** Gives a name the extension of what the file really is, unless it has it. */
export function withExtension(name: string, mediaType: MediaType): string {
  const known = extensions[mediaType];
  const has = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return known.includes(has) ? name : `${name}.${known[0]}`;
}

/** Cuts the stem, so that the extension stays. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const extension = [...(/\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? '')];
  return [...characters.slice(0, LONGEST - extension.length), ...extension].join('');
}

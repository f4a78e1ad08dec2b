import { encode } from 'uqr';

/** Light modules around a code (ISO/IEC 18004, 9.1): without them many readers find nothing. */
const QUIET = 4;

/** The modules of a QR code without its quiet zone: rows of dark and light. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'M', border: 0 }).data;
}

/** A QR code as one path in a square of so many modules, quiet zone included. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const modules = qrModules(text);
  const runs = modules.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1] === true) return [];
      const end = row.indexOf(false, x);
      return [`M${x + QUIET} ${y + QUIET}h${(end < 0 ? row.length : end) - x}v1H${x + QUIET}z`];
    }),
  );
  return { size: modules.length + 2 * QUIET, path: runs.join('') };
}

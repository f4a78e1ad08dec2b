import { randomBytes } from 'node:crypto';
import { fail, type ActionFailure } from '@sveltejs/kit';
import { InvalidInput, Refusal, type FieldProblem } from '#kernel';

/** What a page shows of an act that did not succeed; whatever was typed is kept. */
export interface Failed {
  readonly refusal?: { readonly code: string; readonly values?: Readonly<Record<string, string | number>> };
  readonly problems?: readonly FieldProblem[];
  readonly typed: Typed;
}

export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** These are answered by another page: sign in, or "there is no such page". */
const ELSEWHERE = new Set(['identity.sign-in-needed', 'kernel.not-found']);

/**
 * Does what a form asked for. A refusal or a problem with a field goes back to the page; faults, and whatever looks
 * like a page that does not exist, go on to the error page.
 * @returns the failure, or undefined when it was done.
 */
export async function attempt(typed: Typed, act: () => Promise<unknown>): Promise<ActionFailure<Failed> | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return fail(422, { problems: error.problems, typed });
    if (error instanceof Refusal && !ELSEWHERE.has(error.code)) {
      return fail(error.status, { refusal: { code: error.code, values: error.values }, typed });
    }
    throw error;
  }
}

/** The posted fields as text; names sent several times are lists. Files never come this way. */
export async function typedIn(request: Request): Promise<Typed> {
  const data = await request.formData();
  return Object.fromEntries(
    [...new Set(data.keys())].map((name) => {
      // What a database cannot keep nobody has typed: it comes of a broken program, and would cost them the rest.
      const values = data
        .getAll(name)
        .flatMap((value) => (typeof value === 'string' ? [value.replaceAll('\0', '')] : []));
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** The one value of a posted field; empty if there is none. */
export function one(typed: Typed, name: string): string {
  const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** Every value of a posted field. */
export function many(typed: Typed, name: string): readonly string[] {
  const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** Materials or items whose files were chosen and not uploaded: without its own button a form sends their names only. */
export function filesNotSent(typed: Typed): readonly number[] {
  return Object.keys(typed).flatMap((name) => {
    const place = /^file-(\d{1,4})$/.exec(name)?.[1];
    return place !== undefined && many(typed, name).some((chosen) => chosen !== '') ? [Number(place)] : [];
  });
}

/** A key for one intended act, rendered into its form: sent twice, the act is done once. */
export function newKey(): string {
  return randomBytes(16).toString('hex');
}

/** What became of an upload that led back here, and to which material or item it belonged. */
export interface UploadProblem {
  readonly code: string;
  readonly at: number;
}

/** Reads it from the address; what nobody on this side wrote there is not shown. */
export function uploadProblemIn({ searchParams }: URL): UploadProblem | undefined {
  const code = searchParams.get('problem');
  const at = Number(searchParams.get('at'));
  return code !== null && /^materials\.[a-z-]+$/.test(code) ? { code, at } : undefined;
}

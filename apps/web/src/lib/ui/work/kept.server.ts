import { forgetInput, keepInput, keptInput } from '#identity';
import { Refusal } from '#kernel';
import type { Typed } from './attempt.server.ts';
import type { KeptAct } from './kept.ts';

/** The case is not in this officer's hand, or there is none: nobody can tell. What was typed for it is shown again. */
export class NotInHand extends Refusal {
  readonly typed: Typed;
  constructor(typed: Typed) {
    super('desk.not-in-hand', { status: 404 });
    this.typed = typed;
  }
}

/** What the viewer had typed into the page of this path and could not send. */
export async function keptFor({ app, viewer }: App.Locals, path: string): Promise<KeptAct | undefined> {
  if (viewer.kind === 'visitor') return undefined;
  const kept = await keptInput(app, viewer.session, path);
  return kept && { why: kept.why, act: kept.action.replace(/^\?\//, ''), typed: kept.fields };
}

interface Place {
  readonly path: string;
  readonly why: KeptAct['why'];
  /** `?/name`, as the form has it. */
  readonly action?: string;
}

/** Keeps what was typed into a page for its next showing. */
export async function keep({ app, viewer }: App.Locals, place: Place, typed: Typed): Promise<void> {
  const fields = written(typed);
  if (viewer.kind === 'visitor' || Object.keys(fields).length === 0) return;
  await keepInput(app, { session: viewer.session }, { action: '', ...place, fields });
}

/** What was typed into the page of this path has been taken. */
export async function forget({ app, viewer }: App.Locals, path: string): Promise<void> {
  if (viewer.kind !== 'visitor') await forgetInput(app, viewer.session, path);
}

/**
 * Keeps what was posted to a page by somebody whose session is over, for after their sign-in.
 * @param token of the session that is over
 * @returns false where nobody knows whose it is: then it must be shown at once
 */
export async function keepForSignIn(app: App.Locals['app'], token: string, posted: Posted): Promise<boolean> {
  const fields = written(posted.typed);
  if (Object.keys(fields).length === 0) return true;
  const { pathname: path, search: action } = posted.url;
  return keepInput(app, { token }, { why: 'signed-out', path, action, fields });
}

interface Posted {
  readonly url: URL;
  readonly typed: Typed;
}

/** What a person wrote or chose: not what the page itself put in. */
export function written(typed: Typed): Typed {
  const own = ([name, value]: [string, Typed[string]]) =>
    value.length > 0 && !/^(_|key$|asset$|file-\d|default-)/.test(name);
  return Object.fromEntries(Object.entries(typed).filter(own));
}

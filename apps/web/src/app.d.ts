import type { App as Tongban } from '#app';
import type { Viewer } from '#identity';

declare global {
  namespace App {
    interface Locals {
      app: Tongban;
      viewer: Viewer;
      locale: string;
      elder: boolean;
      requestId: string;
      /** A number of this answer, by which the page's policy knows what is ours. */
      nonce: string;
      /** What a visitor has posted, asked for when it turns out that they had to sign in. */
      posted?: () => Promise<Readonly<Record<string, string | readonly string[]>>>;
    }
    interface Error {
      /** Translation key of the sentence to show. */
      code: string;
      values?: Readonly<Record<string, string | number>>;
      /** What to tell the help desk; the log has the rest. */
      reference?: string;
      /** What was typed into a form that could not be taken, for whoever typed it. */
      typed?: readonly string[];
    }
  }
}

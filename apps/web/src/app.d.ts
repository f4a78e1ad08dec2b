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
    }
    interface Error {
      /** Translation key of the sentence to show. */
      code: string;
      values?: Readonly<Record<string, string | number>>;
      /** What to tell the help desk; the log has the rest. */
      reference?: string;
    }
  }
}

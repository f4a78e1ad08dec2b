import type { Logger } from 'pino';
import type { SearchIndex } from '#catalogue';
import type { World } from '#kernel';
import type { LedgerInstallation } from '#ledger';
import type { FileStore } from '#materials';

/** What the pages and routes need to know of the configuration. */
export interface Config {
  /** Sample accounts and sample data exist. */
  readonly demo: boolean;
  /** Public origin, e.g. https://tongban.example. */
  readonly origin: string;
}

/** Everything a request may reach, made once at start. */
export interface App extends World {
  readonly config: Config;
  readonly log: Logger;
  readonly search: SearchIndex;
  /** The encrypted bytes of uploads. */
  readonly files: FileStore;
  /** The public log: its keys, files and policy. */
  readonly ledger: LedgerInstallation;
}

let provided: App | undefined;

/** Called once by the program that serves, before it imports the built pages. */
export function provideApp(app: App): void {
  provided = app;
}

/** The application of this process. The pages are built apart from it, but import this same module. */
export function getApp(): App {
  if (provided === undefined) throw new Error('provideApp was not called before the pages were served.');
  return provided;
}

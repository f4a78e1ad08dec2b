import type { IncomingMessage } from 'node:http';
import type { World } from '#kernel';

/** What signing in needs of the application. */
export interface SignInApp extends World {
  readonly config: {
    readonly demo: boolean;
    /** Public origin, e.g. https://tongban.example; in demo mode loopback addresses stand for themselves. */
    readonly origin: string;
  };
  readonly log?: { error(details: object, message: string): void };
  /** The client's network address, where a proxy in front makes it another one than the socket's. */
  readonly addressOf?: (req: IncomingMessage) => string;
}

import type { FastifyServerFactory } from 'fastify';
import type { attach, mayAttach, mayReadFile } from '#cases';
import type { LedgerInstallation } from '#ledger';
import type { FilesWorld } from '#materials';
import type { SignInApp } from '../idp/index.ts';
import type { Metrics } from './metrics.ts';

/** What the API needs of the application. */
export interface ApiApp extends FilesWorld {
  readonly config: SignInApp['config'];
  readonly ledger: Pick<LedgerInstallation, 'files' | 'policyText' | 'origin' | 'receiptSigners' | 'subtrees'>;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

/** What other parts of the process answer for the API; `#cases` has the first three as they are. */
export interface ApiPorts {
  readonly mayAttach: typeof mayAttach;
  readonly attach: typeof attach;
  readonly mayReadFile: typeof mayReadFile;
  /** Whether background work is being done, by this process or another. */
  readonly workerAlive: () => Promise<boolean>;
  /** Shared with whoever else counts requests; otherwise the API makes its own. */
  readonly metrics?: Metrics;
  /** Lets another server dispatch to the API, so that one port serves all. */
  readonly serverFactory?: FastifyServerFactory;
  /** Bearer token with which /metrics can be read from elsewhere than this machine. */
  readonly metricsToken?: string;
}

const PREFIXES = ['/api', '/ledger', '/uploads', '/healthz', '/readyz', '/metrics'];

/** Whether a path belongs to the API; everything else is pages. */
export function isApiPath(path: string): boolean {
  return PREFIXES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

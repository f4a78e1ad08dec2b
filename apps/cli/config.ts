import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartUpError } from './start-up-error.ts';

export type Part = 'web' | 'api' | 'worker';

/** What an operator decides, from the environment; README.md has the table. */
export interface Config {
  /** 0: any free port. */
  readonly port: number;
  /** Undefined: every interface. */
  readonly host: string | undefined;
  readonly dataDirectory: string;
  readonly keyDirectory: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Sample accounts and sample data exist. */
  readonly demo: boolean;
  /** Public origin; undefined: this machine, on whatever port is served. */
  readonly origin: string | undefined;
  /** What this process does. */
  readonly parts: ReadonlySet<Part>;
  readonly logLevel: string;
  /** How many proxies of one's own stand in front; each appends to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** Bearer token with which /metrics can be read from elsewhere than this machine. */
  readonly metricsToken: string | undefined;
  /** The published log, as static files. */
  readonly ledgerDirectory: string;
  /** The file that remembers the last signed checkpoint; best on another disk than the database. */
  readonly ledgerGuard: string;
  /** The log's name at its first start; undefined: from the public origin. */
  readonly ledgerOrigin: string | undefined;
  /** A policy file (c2sp.org/tlog-policy) that names the witnesses; undefined: none are asked. */
  readonly ledgerPolicy: string | undefined;
  /** Pages from their sources, for whoever changes them. */
  readonly development: boolean;
}

const onOrOff = z.enum(['on', 'off', 'true', 'false', '1', '0'], 'must be on or off');
const isOn = (value: z.output<typeof onOrOff>) => ['on', 'true', '1'].includes(value);

const Environment = z.object({
  PORT: z.coerce.number('must be a number').int().min(0).max(65535, 'must be at most 65535').default(3000),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  KEYS_DIR: z.string().default('./keys'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must look like postgresql://user:password@host:5432/database')
    .refine((url) => URL.canParse(url) || url.startsWith('postgresql:///'), 'is not a URL')
    .optional(),
  TONGBAN_DEMO: onOrOff.optional(),
  TONGBAN_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must look like https://tongban.example' })
    .transform((url) => new URL(url).origin)
    .optional(),
  TONGBAN_ROLES: z
    .string()
    .default('web,api,worker')
    .transform((list) => list.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(['web', 'api', 'worker'], 'must be some of web,api,worker')).min(1)),
  TONGBAN_TRUSTED_PROXIES: z.coerce.number('must be a number').int().min(0).max(9, 'must be at most 9').default(0),
  TONGBAN_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  TONGBAN_LEDGER_DIR: z.string().optional(),
  TONGBAN_LEDGER_GUARD: z.string().optional(),
  TONGBAN_LEDGER_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/u, 'must have neither blanks nor plus signs')
    .optional(),
  TONGBAN_LEDGER_POLICY: z.string().optional(),
  TONGBAN_DEV: onOrOff.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Sample accounts exist by themselves only where nobody else can come: known passwords are no sign-in for a public site. */
function isTrial({ DATABASE_URL, TONGBAN_ORIGIN }: z.output<typeof Environment>): boolean {
  const isHere = TONGBAN_ORIGIN === undefined || LOOPBACK.test(new URL(TONGBAN_ORIGIN).hostname);
  return DATABASE_URL === undefined && isHere;
}

/**
 * Reads the configuration; an empty variable counts as absent.
 * @throws StartUpError naming the variable, never its value: it may hold a password.
 */
export function readConfig(environment: NodeJS.ProcessEnv, directory = process.cwd()): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const [problem] = read.error.issues;
    throw new StartUpError(`${String(problem?.path[0])} ${problem?.message ?? 'is wrong'}.`);
  }
  const env = read.data;
  const dataDirectory = resolve(directory, env.DATA_DIR);
  const config: Config = {
    port: env.PORT,
    host: env.HOST,
    dataDirectory,
    keyDirectory: resolve(directory, env.KEYS_DIR),
    databaseUrl: env.DATABASE_URL,
    demo: env.TONGBAN_DEMO === undefined ? isTrial(env) : isOn(env.TONGBAN_DEMO),
    origin: env.TONGBAN_ORIGIN,
    parts: new Set(env.TONGBAN_ROLES),
    logLevel: env.LOG_LEVEL,
    ledgerDirectory: resolve(directory, env.TONGBAN_LEDGER_DIR ?? join(dataDirectory, 'ledger')),
    ledgerGuard: resolve(directory, env.TONGBAN_LEDGER_GUARD ?? join(dataDirectory, 'ledger-guard/checkpoint')),
    ledgerOrigin: env.TONGBAN_LEDGER_ORIGIN,
    ledgerPolicy: env.TONGBAN_LEDGER_POLICY === undefined ? undefined : resolve(directory, env.TONGBAN_LEDGER_POLICY),
    trustedProxies: env.TONGBAN_TRUSTED_PROXIES,
    metricsToken: env.TONGBAN_METRICS_TOKEN,
    development: env.TONGBAN_DEV !== undefined && isOn(env.TONGBAN_DEV),
  };
  if (`${config.keyDirectory}/`.startsWith(`${config.dataDirectory}/`))
    throw new StartUpError('KEYS_DIR must not be inside DATA_DIR: whoever copies the data would have the key.');
  return config;
}

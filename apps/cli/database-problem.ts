import { SchemaNewer } from '../../db/migrate.ts';
import { StartUpError } from './start-up-error.ts';

/** SQLSTATE or system code → what an operator reads and does. */
const sentences: Readonly<Record<string, (place: Place) => string>> = {
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  ENOENT: unreachable,
  '28P01': refused,
  '28000': refused,
  '3D000': ({ host, database }) => `There is no database "${database}" at ${host}: create it or correct DATABASE_URL.`,
  '42501': ({ database }) =>
    `The user of DATABASE_URL may not set up "${database}": let it own the database and create roles (CREATEROLE).`,
  '53300': ({ host }) => `The database at ${host} has no free connection: raise max_connections.`,
  '53100': ({ host }) => `The disk of the database at ${host} is full: make room and start again.`,
  '57P03': ({ host }) => `The database at ${host} is still starting: try again in a moment.`,
};

interface Place {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

/** Turns what PostgreSQL or the network said into the sentence for it; what is not known stays as it is. */
export function databaseProblem(error: unknown, url: string): unknown {
  if (error instanceof SchemaNewer) return new StartUpError(error.message, { cause: error });
  const sentence = sentences[codeOf(error)];
  return sentence === undefined ? error : new StartUpError(sentence(placeOf(url)), { cause: error });
}

function unreachable({ host }: Place): string {
  return `The database at ${host} cannot be reached: start it or correct DATABASE_URL.`;
}

function refused({ host, user }: Place): string {
  return `The database at ${host} does not accept user "${user}" with this password: correct DATABASE_URL.`;
}

/** Errors of a failed migration or of several addresses of one host carry the code inside. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (/timeout/i.test(error.message)) return 'ETIMEDOUT';
  return codeOf(error.cause);
}

/** Never with the password. */
function placeOf(url: string): Place {
  if (!URL.canParse(url)) return { host: 'DATABASE_URL', user: '', database: '' };
  const { host, username, pathname, searchParams } = new URL(url);
  return {
    host: host === '' ? (searchParams.get('host') ?? 'this machine') : host,
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

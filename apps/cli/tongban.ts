import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type * as Watch from '../watch/index.ts';
import { StartUpError } from './start-up-error.ts';

interface Command {
  readonly usage: string;
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<number | undefined>;
}

const Package = z.object({ version: z.string() });

/** Each command loads what it needs when it is run: a wrong word is answered at once. */
const commands: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'serve',
    help: 'Serves the platform until Ctrl-C.',
    run: async () => {
      await (await import('./serve.ts')).serve();
      return undefined;
    },
  },
  import: {
    usage: 'import catalogue --format gdzwfw FILE [--json]',
    help: 'Reads service items into the catalogue; --retry instead of FILE takes up the rejected ones.',
    run: async (args) => (await import('./import-command.ts')).importCatalogue(args),
  },
  admin: {
    usage: 'admin unit | pools | officer | resident …',
    help: 'Adds what a city needs before its first case, where there is no sample city.',
    run: async (args) => (await import('./admin-command.ts')).adminCommand(args),
  },
  ledger: {
    usage: 'ledger status | recover --from SOURCE | recover --new-log NAME | lost | settle …',
    help: 'Tells whether the database holds what the log has signed, and goes on honestly where it does not.',
    run: async (args) => (await import('./ledger-command.ts')).ledgerCommand(args),
  },
  monitor: {
    usage: 'monitor URL --policy FILE | --log KEY … [--data DIR] [--once] [--json] [--interval S] [--patience S]',
    help: 'Follows a log, checks every rule and keeps evidence; ends with 0 nothing found, 1 found, 2 could not check.',
    run: async (args) => watch(async ({ monitorCommand }) => monitorCommand(args)),
  },
  witness: {
    usage: 'witness --name NAME --log KEY … [--data DIR] [--listen HOST:PORT]',
    help: 'Cosigns what continues what it has seen of a log.',
    run: async (args) => watch(async ({ witnessCommand }) => witnessCommand(args)),
  },
  mirror: {
    usage: 'mirror --url ADDRESS --log KEY … [--data DIR] [--listen HOST:PORT] [--once]',
    help: 'Keeps a verified copy of a log, and serves it.',
    run: async (args) => watch(async ({ mirrorCommand }) => mirrorCommand(args)),
  },
  verify: {
    usage: 'verify FILE --policy FILE | --log KEY … [--receipt-key KEY] [--url ADDRESS]',
    help: 'Says what a file proves (0 true, 1 not, 3 not seen by the witnesses); with --url whether the log keeps a receipt.',
    run: async (args) => watch(async ({ verifyCommand }) => verifyCommand(args)),
  },
  route: {
    usage: 'route check FILE… [--promise "20 workday"] | route roundtrip FILE | route replay [FILE…]',
    help: 'Says whether BPMN models can be routes, and why not; writes one again; plays recorded histories with this engine.',
    run: async (args) => (await import('./route-command.ts')).routeCommand(args),
  },
  supervision: {
    usage: 'supervision recompute',
    help: 'Works out anew what supervision has found, and says where that differs from what was kept.',
    run: async (args) => (await import('./supervision-command.ts')).supervisionCommand(args),
  },
  decide: {
    usage: 'decide MODEL INPUT.json',
    help: 'Asks a DMN model every decision; prints results, the rules that fired and what had no value, as JSON.',
    run: async (args) => (await import('./decide-command.ts')).decideCommand(args),
  },
  'dmn-tck': {
    usage: 'dmn-tck DIR',
    help: 'Runs a directory of the public test suite of DMN, one line for each case.',
    run: async (args) => (await import('./dmn-tck-command.ts')).dmnTckCommand(args),
  },
  seed: {
    usage: 'seed',
    help: 'Loads the sample city into an empty catalogue.',
    run: async () => (await import('./seed-command.ts')).seed(),
  },
  'tlog-vectors': {
    usage: 'tlog-vectors DIR',
    help: 'Runs a directory of proof vectors (the form of transparency-dev/merkle) through the verifier.',
    run: async (args) => (await import('./tlog-vectors.ts')).tlogVectors(args),
  },
  version: {
    usage: 'version',
    help: 'Prints the version.',
    run: async () => {
      const { version } = Package.parse(
        JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
      );
      process.stdout.write(`${version}\n`);
      return Promise.resolve(0);
    },
  },
};

/** What these programs cannot do they say in one sentence, and end with 2: 1 means that they found something. */
async function watch(run: (watch: typeof Watch) => Promise<number>): Promise<number> {
  const programs = await import('../watch/index.ts');
  try {
    return await run(programs);
  } catch (error) {
    process.stderr.write(`${programs.whyNot(error)}\n`);
    return 2;
  }
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, help }) => `  tongban ${usage}\n      ${help}`);
  return ['Usage:', ...lines, ''].join('\n');
}

async function main([name = 'help', ...args]: readonly string[]): Promise<number | undefined> {
  const command = commands[name];
  if (command !== undefined) return command.run(args);
  const asked = ['help', '--help', '-h'].includes(name);
  (asked ? process.stdout : process.stderr).write(help());
  return asked ? 0 : 2;
}

try {
  const status = await main(process.argv.slice(2));
  // A server goes on; every other command is over, whatever it left open.
  if (status !== undefined) process.exit(status);
} catch (error) {
  const text = error instanceof StartUpError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text ?? ''}\n`);
  process.exit(1);
}

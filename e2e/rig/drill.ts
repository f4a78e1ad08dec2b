import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { submit } from '#cases';
import { newSigningKey, readSigningKey } from '#disk';
import { openDatabase, readMasterKey, softwareCrypto, systemClock } from '#kernel';
import { receiptFor } from '#ledger';
import { formatKey, type Signer } from '#tlog';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { startTongban, type Started } from '../../apps/cli/testing.ts';
import { aKey, filledDraft, resident } from '../../modules/cases/testing.ts';

/** How long an outsider may take to notice. */
const PROMISE_MS = 60_000;
const POLL_MS = 200;

/**
 * A city with its server, and a witness and monitors that are not its own: programs of their own on one machine, over
 * HTTP. Whoever drills plays the operator: they have the database's owner, the keys and the disk.
 */
export class Drill {
  readonly directory = mkdtempSync(join(tmpdir(), 'tongban-drill-'));
  readonly log = this.#key('ledger.key', 'city.example/ledger');
  readonly receipts = this.#key('receipt.key', 'city.example/ledger/receipt');
  readonly policy = this.at('policy');
  readonly #programs = new Map<string, Started>();
  readonly #ended = new Map<string, string>();
  readonly #database: TestDatabase;
  #url: string;
  #port = '0';

  private constructor(database: TestDatabase) {
    this.#database = database;
    this.#url = database.url;
    database.ownerPool.on('error', () => undefined);
  }

  static async open(): Promise<Drill> {
    const drill = new Drill(await freshDatabase());
    const args = ['--name', 'w.example', '--log', formatKey(drill.log.key), '--data', drill.at('witness')];
    await drill.start('witness', ['witness', ...args, '--listen', '127.0.0.1:0'], /Its key is \S+/);
    const [url, key] = [drill.found('witness', /is at (\S+)/), drill.found('witness', /key is (\S+)/)];
    writeFileSync(drill.policy, `log ${formatKey(drill.log.key)}\nwitness W ${key} ${url}\nquorum W\n`);
    await drill.serve();
    return drill;
  }

  async close(): Promise<void> {
    for (const name of [...this.#programs.keys()]) await this.stop(name);
    await this.#database.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  at(...path: readonly string[]): string {
    return join(this.directory, ...path);
  }

  #key(file: string, name: string): Signer {
    const text = newSigningKey(name);
    mkdirSync(join(this.directory, 'keys'), { recursive: true });
    writeFileSync(join(this.directory, 'keys', file), `${text}\n`, { mode: 0o600 });
    return readSigningKey(text);
  }

  async start(name: string, args: readonly string[], ready: RegExp): Promise<void> {
    const program = startTongban(args, name === 'server' ? this.#settings() : {});
    this.#programs.set(name, program);
    await program.says(ready);
  }

  async stop(name: string): Promise<void> {
    const program = this.#programs.get(name);
    program?.signal('SIGTERM');
    const ended = await program?.ended;
    this.#ended.set(name, ended?.stderr ?? '');
    this.#programs.delete(name);
  }

  /** What the server wrote into its log before it was stopped. */
  logged(): string {
    return this.#ended.get('server') ?? '';
  }

  found(name: string, pattern: RegExp): string {
    return pattern.exec(this.said(name))?.[1] ?? '';
  }

  said(name: string): string {
    return this.#programs.get(name)?.output() ?? '';
  }

  /** Where the log is served; always the same address. */
  get ledger(): string {
    return `http://localhost:${this.#port}/ledger/`;
  }

  async serve(): Promise<void> {
    await this.start('server', ['serve'], /Tongban is at \S+/);
    this.#port = this.found('server', /Tongban is at \S+:(\d+)/);
  }

  #settings(): Readonly<Record<string, string>> {
    return {
      DATA_DIR: this.at('data'),
      KEYS_DIR: this.at('keys'),
      PORT: this.#port,
      DATABASE_URL: this.#url,
      TONGBAN_DEMO: 'on',
      TONGBAN_ROLES: 'api,worker',
      TONGBAN_LEDGER_POLICY: this.policy,
      LOG_LEVEL: 'warn',
    };
  }

  async monitor(name: string, url = this.ledger): Promise<void> {
    const args = [url, '--policy', this.policy, '--data', this.at(name), '--interval', '1', '--json'];
    await this.start(name, ['monitor', ...args], /"size"/);
  }

  /** The alarm that a monitor gives within the promised time after `act`. */
  async alarmed(name: string, code: string, act: () => Promise<unknown>): Promise<{ evidence?: string }> {
    const before = this.said(name).length;
    await act();
    for (const begun = Date.now(); ;) {
      const lines = this.said(name).slice(before).split('\n');
      const line = lines.find((one) => one.includes('"alarm"') && one.includes(code));
      if (line !== undefined) return (JSON.parse(line) as { alarm: { evidence?: string } }).alarm;
      assert.ok(Date.now() - begun < PROMISE_MS, `${name} did not notice ${code}; it said:\n${this.said(name)}`);
      await sleep(POLL_MS);
    }
  }

  /** Somebody files. @returns the index and the receipt, once it is published and cosigned */
  async file(): Promise<{ readonly index: bigint; readonly receipt: string }> {
    const { db, close } = openDatabase(this.#url, { connections: 2 });
    try {
      const world = { db, clock: systemClock, crypto: softwareCrypto(readMasterKey(this.at('keys/master.key'))) };
      const zhang = await resident(world, 'zhang-wei');
      const draft = await filledDraft(world, zhang);
      const { case: no } = await submit(world, zhang, { draft, key: aKey(), declared: true });
      const { ref: index } = await db
        .selectFrom('cases.case')
        .select('ref')
        .where('short_no', '=', no)
        .executeTakeFirstOrThrow();
      const receipt = await receiptFor(db, { origin: this.log.key.name, receiptSigners: [this.receipts] }, index);
      return { index, receipt: receipt ?? '' };
    } finally {
      await close();
    }
  }

  async cosigned(index: bigint): Promise<void> {
    for (const begun = Date.now(); ;) {
      const [row] = await this.owner(`select witnessed_size > ${index} as seen from ledger.publication`);
      if (row?.seen === true) return;
      assert.ok(Date.now() - begun < PROMISE_MS, 'nobody cosigned');
      await sleep(POLL_MS);
    }
  }

  /** What an owner of the database can do: no trigger and no foreign key stops them. */
  async owner(sql: string): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    try {
      await client.query('set session_replication_role = replica');
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Copies database and data directory, second store included; the server must be stopped. @returns how to restore */
  async backup(): Promise<() => void> {
    const name = /\/\/\/(\w+)/.exec(this.#url)?.[1] ?? '';
    const admin = new pg.Client({ connectionString: this.#url.replace(name, 'postgres') });
    await admin.connect();
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await admin.query(`create database ${name}_backup template ${name}`).finally(async () => admin.end());
    cpSync(this.at('data'), this.at('backup'), { recursive: true });
    return () => {
      this.#url = this.#url.replace(name, `${name}_backup`);
      rmSync(this.at('data'), { recursive: true });
      cpSync(this.at('backup'), this.at('data'), { recursive: true });
    };
  }

  /** An outsider's verdict on a file. */
  async verify(file: string, ...args: readonly string[]): Promise<{ status: number | null; stdout: string }> {
    const trust = ['--policy', this.policy, '--receipt-key', formatKey(this.receipts.key)];
    return startTongban(['verify', file, ...trust, ...args], {}).ended;
  }
}

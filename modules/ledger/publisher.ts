import { FileConflict, keepAll, type LogFiles } from '#disk';
import { inTransaction, type Tx, type World } from '#kernel';
import {
  encodeUtf8,
  formatCheckpoint,
  hashesOfTiles,
  parseTilePath,
  sameBytes,
  signatureLine,
  TILE_WIDTH,
  tilePath,
  TileTree,
  treeRoot,
  type LogFile,
  type SignedCheckpoint,
  type Signer,
} from '#tlog';
import { compareRows } from './compare-rows.ts';
import { LedgerFault } from './fault.ts';
import type { Guard } from './guard.ts';
import * as store from './publication-store.ts';
import { logSize, readLeaves } from './read.ts';

/** What signs and keeps the published log. */
export interface Press {
  /** The log's name; the name of every key that signs for it. */
  readonly origin: string;
  /** The keys in force; the first is the one in the published policy. */
  readonly signers: readonly Signer[];
  readonly files: LogFiles;
  readonly guard: Guard;
}

/** Leaves that are read, hashed and written at a time. */
const BATCH = 2560;

/**
 * Turns the rows of the ledger into the public log: tiles, entry bundles and signed checkpoints. Any number of processes
 * may hold one: all it writes follows from the rows, and a lock lets one work at a time.
 */
export class Publisher {
  readonly #world: Pick<World, 'db' | 'clock'>;
  readonly #press: Press;
  #tree = new TileTree();
  #ready = false;
  /** The comparison of all rows that is under way. */
  #round: { readonly next: bigint; readonly begun: Date } | undefined;
  #comparedSince: Date | undefined;
  /** What this process has published last, files and rows. */
  #published: bigint | undefined;
  /** A row was changed: nothing is signed until all of them have been looked at again. */
  #doubted = false;

  constructor(world: Pick<World, 'db' | 'clock'>, press: Press) {
    this.#world = world;
    this.#press = press;
  }

  /**
   * Publishes what is new.
   * @returns the size of the log's last checkpoint, or undefined while another process publishes.
   * @throws LedgerFault when the rows are not those that were signed: nothing is signed then.
   */
  async publish(): Promise<bigint | undefined> {
    const { db, clock } = this.#world;
    if (this.#doubted) throw new LedgerFault('ledger.row-changed');
    const size = await logSize(db);
    if (this.#ready && size === this.#published) return size;
    await store.raiseBarrier(db, size, clock.now());
    try {
      const published = await inTransaction(db, async (tx) =>
        (await store.tryPublishing(tx)) ? this.#publish(tx, size) : undefined,
      );
      if (published !== undefined) this.#published = published;
      return published;
    } catch (error) {
      // Whatever was half done, on disk or in memory, is done again from the rows.
      this.#ready = false;
      this.#published = undefined;
      throw error;
    }
  }

  /**
   * Compares some of the rows with the published files, the next ones each time; finds what was changed afterwards.
   * @param count of rows; whole tiles are compared
   */
  async scrub(count = BATCH): Promise<void> {
    try {
      for (let left = count; left > 0; left -= BATCH) {
        await this.#scrub(Math.min(left, BATCH));
        if (this.#round === undefined) return;
      }
    } catch (error) {
      this.#round = undefined;
      this.#doubted ||= error instanceof LedgerFault;
      throw error;
    }
  }

  /** When the last comparison of all rows was begun: what was changed before has been noticed. */
  get comparedSince(): Date | undefined {
    return this.#comparedSince;
  }

  async #scrub(count: number): Promise<void> {
    const { size } = this.#tree;
    if (!this.#ready || size === 0n) return;
    const { next: from, begun } = (this.#round ??= { next: 0n, begun: this.#world.clock.now() });
    const wanted = Math.min(Number(size - from), Math.ceil(count / TILE_WIDTH) * TILE_WIDTH);
    const isLast = from + BigInt(wanted) === size;
    await compareRows(this.#world.db, this.#press.files, { from, count: wanted, isLast });
    this.#round = isLast ? undefined : { next: from + BigInt(wanted), begun };
    if (!isLast) return;
    this.#comparedSince = begun;
    this.#doubted = false;
  }

  async #publish(tx: Tx, seen: bigint): Promise<bigint> {
    if (!this.#ready) await this.#open(tx);
    // Another process may have published more since this one looked.
    const last = await store.lastCheckpoint(tx);
    const size = last !== undefined && last.size > seen ? last.size : seen;
    await this.#grow(tx, size);
    const known = await store.checkpointOf(tx, size);
    if (known !== undefined && !sameBytes(known.root, this.#tree.root())) throw new LedgerFault('ledger.other-root');
    const note = known?.note ?? (await this.#sign(tx, size));
    await this.#press.guard.keep(note);
    const lines = await store.cosignatures(tx, size);
    await this.#press.files.replace({ path: 'checkpoint', bytes: encodeUtf8(note + lines.join('')) });
    return size;
  }

  /** The rows must begin with what the second store and the database say was signed last. */
  async #open(tx: Tx): Promise<void> {
    const [guarded, stored] = [await this.#press.guard.last(), await store.lastCheckpoint(tx)];
    if (guarded === undefined && stored !== undefined) throw new LedgerFault('ledger.guard-missing');
    const tree = new TileTree();
    for (const signed of [stored, guarded].filter((known) => known !== undefined).toSorted(bySize)) {
      await addRows(tx, tree, { size: signed.size });
      if (!sameBytes(tree.root(), signed.root)) throw new LedgerFault('ledger.other-root', `size ${signed.size}`);
    }
    // Only now, so that wrong rows never make files: those that are missing are written, the others compared.
    this.#tree = new TileTree();
    await this.#grow(tx, tree.size);
    this.#ready = true;
  }

  /** Adds the rows up to `size` to the tree and writes the files that they make. */
  async #grow(tx: Tx, size: bigint): Promise<void> {
    try {
      await addRows(tx, this.#tree, { size, each: async (files) => this.#keepFull(files) });
      await keepAll(this.#press.files, this.#tree.partialFiles());
    } catch (error) {
      // What is in memory may be ahead of what is on disk: begin again from the rows.
      this.#ready = false;
      throw error instanceof FileConflict ? new LedgerFault('ledger.tile-conflict', error.path) : error;
    }
  }

  /** A reader of the checkpoint before may still want the partial files of the tile that is full now, but not older ones. */
  async #keepFull(files: readonly LogFile[]): Promise<void> {
    await keepAll(this.#press.files, files);
    for (const { path } of files) {
      const { level, index, width } = parseTilePath(path);
      if (index > 0n) await this.#press.files.forgetPartial(tilePath({ level, index: index - 1n, width }));
    }
  }

  /** Signs the tree as it can be read back from the files, never one that exists in memory alone. */
  async #sign(tx: Tx, size: bigint): Promise<string> {
    const { origin, signers, files } = this.#press;
    const root = await treeRoot(hashesOfTiles(readingTiles(files), size), size);
    if (!sameBytes(root, this.#tree.root())) throw new LedgerFault('ledger.tile-conflict', `root of ${size}`);
    const text = formatCheckpoint({ origin, size, root });
    const note = `${text}\n${signers.map((signer) => signatureLine(text, signer)).join('')}`;
    await store.insertCheckpoint(tx, { size, root: Buffer.from(root), note }, this.#world.clock.now());
    return note;
  }
}

interface Rows {
  /** The tree is to have this size. */
  readonly size: bigint;
  /** What to do with the full tiles that come up on the way. */
  readonly each?: (files: readonly LogFile[]) => Promise<void>;
}

async function addRows(tx: Tx, tree: TileTree, { size, each }: Rows): Promise<void> {
  while (tree.size < size) {
    const wanted = size - tree.size;
    const rows = await readLeaves(tx, tree.size, wanted < BigInt(BATCH) ? Number(wanted) : BATCH);
    if (rows.length === 0) throw new LedgerFault('ledger.behind', `${tree.size} of ${size}`);
    for (const { index, bytes } of rows) {
      if (index !== tree.size) throw new LedgerFault('ledger.row-changed', String(tree.size));
      tree.add(bytes);
    }
    await each?.(tree.fullFiles());
  }
}

/** Tiles out of files, each read once. */
export function readingTiles(files: Pick<LogFiles, 'read'>): Parameters<typeof hashesOfTiles>[0] {
  const known = new Map<string, Promise<Uint8Array>>();
  return async (tile) => {
    const path = tilePath(tile);
    const reading = known.get(path) ?? read(files, path);
    known.set(path, reading);
    return reading;
  };
}

async function read(files: Pick<LogFiles, 'read'>, path: string): Promise<Uint8Array> {
  const bytes = await files.read(path);
  if (bytes === undefined) throw new LedgerFault('ledger.tile-conflict', `${path} is missing`);
  return bytes;
}

function bySize(one: Pick<SignedCheckpoint, 'size'>, other: Pick<SignedCheckpoint, 'size'>): number {
  return one.size < other.size ? -1 : 1;
}

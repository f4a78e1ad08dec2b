import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { newSigningKey, readSigningKey } from '#disk';
import {
  consistencyPath,
  encodeUtf8,
  formatAddCheckpoint,
  formatCheckpoint,
  hashesOfTiles,
  signatureLine,
  signNote,
  tilePath,
  TileTree,
  type Signer,
} from '#tlog';

/** A log in memory that somebody serves, honestly or not. */
export class FakeLog {
  readonly signer: Signer;
  readonly files = new Map<string, Uint8Array>();
  /** Says what is served instead of a file; undefined: nothing is there; a number: that status. */
  tamper: (path: string, bytes: Uint8Array | undefined) => Uint8Array | number | undefined = (_path, bytes) => bytes;
  /** What was asked for. */
  readonly asked: string[] = [];
  #tree = new TileTree();
  #server: Server | undefined;

  constructor(signer = readSigningKey(newSigningKey('fake.example/ledger'))) {
    this.signer = signer;
  }

  get size(): bigint {
    return this.#tree.size;
  }

  /** Adds entries and publishes a checkpoint. @param cosigners sign as of `time` */
  grow(entries: readonly Uint8Array[], cosigners: readonly Signer[] = [], time = 0n): string {
    for (const entry of entries) this.#tree.add(entry);
    for (const { path, bytes } of [...this.#tree.fullFiles(), ...this.#tree.partialFiles()])
      this.files.set(path, bytes);
    const text = formatCheckpoint({ origin: this.signer.key.name, size: this.size, root: this.#tree.root() });
    const note = signNote(text, this.signer) + cosigners.map((one) => signatureLine(text, one, time)).join('');
    this.files.set('checkpoint', encodeUtf8(note));
    return note;
  }

  /** Adds the cosignature of one more witness to the checkpoint. */
  cosign(witness: Signer, time: bigint): void {
    const note = this.note();
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    this.files.set('checkpoint', encodeUtf8(note + signatureLine(text, witness, time)));
  }

  /** A request to a witness that has seen `oldSize` leaves. */
  async request(oldSize: bigint): Promise<Uint8Array> {
    const read = hashesOfTiles(
      async (tile) => Promise.resolve(this.files.get(tilePath(tile)) ?? new Uint8Array()),
      this.size,
    );
    const path = await consistencyPath(read, oldSize, this.size);
    return encodeUtf8(formatAddCheckpoint({ oldSize, path, checkpoint: this.note() }));
  }

  /** Serves what another log of the same key has from now on. */
  become(other: FakeLog): void {
    this.files.clear();
    for (const [path, bytes] of other.files) this.files.set(path, bytes);
  }

  note(): string {
    return new TextDecoder().decode(this.files.get('checkpoint'));
  }

  /** @returns where it is served */
  async serve(): Promise<string> {
    this.#server = createServer((request, response) => {
      const path = (request.url ?? '').slice('/ledger/'.length);
      this.asked.push(path);
      const answer = this.tamper(path, this.files.get(path));
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.writeHead(answer === undefined ? 404 : 200).end(answer);
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return `http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}/ledger/`;
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}

/** Leaves that say nothing and break no rule. */
export function quietLeaves(count: number, from = 0, ts = 1_790_000_000): readonly Uint8Array[] {
  const hash = (number: number) => Buffer.from(String(number).padStart(32, '.')).toString('base64');
  return Array.from({ length: count }, (_, at) =>
    encodeUtf8(`{"hash":"${hash(from + at)}","k":"erratum","of":0,"ts":${ts},"v":1}`),
  );
}

import { EventEmitter, once } from 'node:events';
import { isClosed, type CaseStatus } from '#cases';
import type { World } from '#kernel';
import { insist, persist, type Answer, type Ask, type Line } from './wire.ts';
import type { Applicant, Office } from './people.ts';
import type { Server } from './server.ts';

/** What a resident was told about one application. */
export interface Filing {
  readonly draft: string;
  readonly no: string;
  /** When the first request went out and when the first answer came, in milliseconds of one clock. */
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** A day in the city: who acts on which server, and everything that they have been told. */
export class Play {
  readonly world: World;
  readonly filings: Filing[] = [];
  /** Confirmed acts by what they were. */
  readonly acts = new Map<string, number>();
  /** Why answers did not come. */
  readonly lost: unknown[] = [];
  readonly #line: Line;
  readonly #cast: readonly Applicant[];
  readonly #asked = new Set<string>();
  readonly #closed = new Map<string, Office>();
  readonly #counts = new Map<string, number>();
  readonly #news = new EventEmitter().setMaxListeners(0);

  constructor(server: Server, world: World, cast: readonly Applicant[]) {
    this.#line = { origin: server.origin, up: server.up, lost: (reason) => this.lost.push(reason) };
    this.world = world;
    this.#cast = cast;
  }

  async ask(path: string, request: Ask): Promise<Answer> {
    return insist(this.#line, path, request);
  }

  /** Works on the database directly, again if it breaks off. */
  async steadily<T>(work: () => Promise<T>): Promise<T> {
    return persist(this.#line, work);
  }

  /** Notes an act that the server has confirmed; whoever waits for something in this office looks again. */
  done(act: string, office: Office): void {
    this.acts.set(act, (this.acts.get(act) ?? 0) + 1);
    const here = `${office.prefix} ${act}`;
    this.#counts.set(here, (this.#counts.get(here) ?? 0) + 1);
    this.#news.emit('act');
  }

  /** The applicant is asked for something. */
  supplementAsked(no: string, office: Office): void {
    this.#asked.add(no);
    this.done('request-supplement', office);
  }

  /** Resolves when the applicant of a case is asked for something. */
  async untilAsked(no: string, office: Office): Promise<void> {
    const kind = ['request-supplement'];
    while (!this.#asked.has(no)) await this.changed(office, kind, this.version(office, kind));
  }

  /** Looks whether a case is over. */
  async isClosed(no: string, office: Office): Promise<boolean> {
    const { status } = await this.steadily(async () =>
      this.world.db.selectFrom('cases.case').select('status').where('short_no', '=', no).executeTakeFirstOrThrow(),
    );
    if (!isClosed(status as CaseStatus)) return false;
    if (!this.#closed.has(no)) {
      this.#closed.set(no, office);
      this.done('close', office);
    }
    return true;
  }

  /** Whether every case of an office is over, those that are still to be filed included. */
  isQuiet(office: Office): boolean {
    const all = this.#cast.filter((applicant) => applicant.office === office).length;
    return (
      this.#closed
        .values()
        .filter((where) => where === office)
        .toArray().length === all
    );
  }

  /** How many acts of some kinds have been confirmed in an office. */
  version(office: Office, kinds: readonly string[]): number {
    return kinds.reduce((sum, kind) => sum + (this.#counts.get(`${office.prefix} ${kind}`) ?? 0), 0);
  }

  /** Resolves as soon as something of these kinds has happened in an office since `version`. */
  async changed(office: Office, kinds: readonly string[], version: number): Promise<void> {
    while (this.version(office, kinds) === version) await once(this.#news, 'act');
  }

  /** Resolves as soon as so many acts have been confirmed. */
  async reaches(total: number): Promise<void> {
    while (this.total() < total) await once(this.#news, 'act');
  }

  total(): number {
    return this.acts.values().reduce((sum, count) => sum + count, 0);
  }
}

import assert from 'node:assert/strict';
import { stoppedClock, type World } from '#kernel';
import type { Officer, Resident } from '#identity';
import { Publisher } from '#ledger';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../ledger/testing.ts';
import type { ShortNo } from '../numbers.ts';
import { takeNext } from '../take-next.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity } from '../testing.ts';
import { withdraw } from '../withdraw.ts';
import { objectToOrder } from './object-to-order.ts';

export const HOUR_MS = 3_600_000;
export const words = '有人比我晚交,却先办了。';
/** An act on an objection under a key of its own. */
export const on = (objection: string) => ({ key: aKey(), objection });

/** A city with its log, in which somebody may be passed over. */
export class Hall {
  readonly clock = stoppedClock('2026-11-23T02:00:00Z');
  readonly ledger = testLedger();
  readonly database: TestDatabase;
  readonly world: World & { readonly ledger: ReturnType<typeof testLedger> };
  readonly publisher: Publisher;
  people!: { readonly clerk: Officer; readonly approver: Officer; readonly bureau: Officer };
  zhang!: Resident;

  private constructor(database: TestDatabase) {
    this.database = database;
    this.world = { ...testWorld(database, this.clock), ledger: this.ledger };
    this.publisher = new Publisher(this.world, this.ledger);
  }

  static async open(): Promise<Hall> {
    const hall = new Hall(await freshDatabase());
    await seedCity(hall.world);
    hall.people = {
      clerk: await officer(hall.world, sampleUnits.gaj, 'clerk'),
      approver: await officer(hall.world, sampleUnits.gaj, 'approver'),
      bureau: await officer(hall.world, sampleUnits.general, 'bureau'),
    };
    hall.zhang = await resident(hall.world, 'zhang-wei');
    return hall;
  }

  /** Two applications of the same person, one after the other, an hour after everything else. */
  async filed(): Promise<readonly [ShortNo, ShortNo]> {
    this.clock.advance(HOUR_MS + 1);
    const first = await filedCase(this.world, this.zhang);
    const second = await filedCase(this.world, this.zhang);
    await this.publisher.publish();
    return [first, second];
  }

  async object(no: ShortNo, key = aKey()): Promise<string> {
    return (await objectToOrder(this.world, this.zhang, { key, case: no, words })).objection;
  }

  async end(...numbers: readonly ShortNo[]): Promise<void> {
    for (const no of numbers) await withdraw(this.world, this.zhang, { key: aKey(), case: no });
  }

  /** Somebody with the owner's password hides the first until the second has been taken. */
  async jump([first, second]: readonly [ShortNo, ShortNo]): Promise<void> {
    await this.#hide(first, 'held');
    assert.deepEqual(await takeNext(this.world, this.people.clerk, { key: aKey() }), { case: second });
    await this.#hide(first, 'waiting');
    await this.publisher.publish();
  }

  async #hide(no: ShortNo, state: 'held' | 'waiting'): Promise<void> {
    await this.database.ownerPool.query(
      `update queue.ticket t set state = $2 from cases."case" c
       where c.id = t.case_id and c.short_no = $1 and t.state <> 'done'`,
      [no, state],
    );
  }
}

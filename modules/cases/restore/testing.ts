import { Refusal, type Clock, type World } from '#kernel';
import { officersOf, unitByUscc, type Officer, type Resident } from '#identity';
import { Publisher, type LedgerInstallation } from '#ledger';
import { grounds, inHandOf, seedGrounds, setQuota, setService, type TicketInHand } from '#queue';
import { Random } from '../../audit/testing.ts';
import { accept } from '../accept.ts';
import { stateOf } from '../act.ts';
import { answerSupplement } from '../answer-supplement.ts';
import { caseById, findCase } from '../case-store.ts';
import { decideCase } from '../decide-case.ts';
import { deliver } from '../deliver.ts';
import { allowedActs, decide } from '../lifecycle.ts';
import type { ShortNo } from '../numbers.ts';
import { passStage } from '../pass-stage.ts';
import { proposePriority } from '../propose-priority.ts';
import { refuse } from '../refuse.ts';
import { release } from '../release.ts';
import { requestSupplement } from '../request-supplement.ts';
import { signPriority } from '../sign-priority.ts';
import { takeNext } from '../take-next.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity } from '../testing.ts';
import { withdraw } from '../withdraw.ts';

const SCJ = '11530700DEMA00072P';
const GCJ = '11530700DEMA00208E';
const ITEMS = ['LJ-GA-002', 'LJ-GA-002', 'LJ-SC-005'];
const QUEUES = ['gaj-acceptance', 'gaj-decision', 'scj-acceptance'];
const STEP_MS = 60_000;
const DAY_MS = 86_400_000;

export interface ChanceWorld extends World {
  readonly clock: Clock & { readonly advance: (milliseconds: number) => void };
}

interface People {
  readonly zhang: Resident;
  readonly staff: readonly Officer[];
  readonly approvers: readonly Officer[];
  readonly bureau: Officer;
}

/** A city in which things happen by chance, and the same things for the same seed. */
export class ChanceCity {
  readonly world: ChanceWorld;
  readonly filed: ShortNo[] = [];
  readonly #publisher: Publisher;
  readonly #random: Random;
  readonly #people: People;

  private constructor(world: ChanceWorld, { publisher, random, people }: Own) {
    this.world = world;
    this.#publisher = publisher;
    this.#random = random;
    this.#people = people;
  }

  /** Founds the city, or goes on with one that is there. */
  static async open(world: ChanceWorld, ledger: LedgerInstallation, seed: number): Promise<ChanceCity> {
    if ((await grounds(world.db, new Date(0))).length === 0) {
      await seedCity(world);
      await seedGrounds(world);
      world.clock.advance(DAY_MS + 1_000);
    }
    const people = await peopleOf(world);
    return new ChanceCity(world, { publisher: new Publisher(world, ledger), random: new Random(seed), people });
  }

  async publish(): Promise<void> {
    await this.#publisher.publish();
  }

  /** So many things happen; what is not allowed just then does not. */
  async live(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) await this.#step();
    await this.publish();
  }

  /** Everybody works until nothing waits any more, or nothing moves. */
  async finish(): Promise<void> {
    const { staff, bureau } = this.#people;
    for (const q of QUEUES)
      await allowed(setService(this.world, bureau, { key: aKey(), q, service: 'open', reason: 'hours' }));
    for (let idle = 0; idle < 3; idle += 1) {
      for (const who of staff) if (await this.#work(who)) idle = 0;
      for (const no of this.filed) if (await this.#answer(no)) idle = 0;
    }
    await this.publish();
  }

  async #step(): Promise<void> {
    this.world.clock.advance(STEP_MS);
    const random = this.#random;
    const chance = random.below(100);
    const some = random.pick(this.filed);
    if (chance < 25) this.filed.push(await filedCase(this.world, this.#people.zhang, random.pick(ITEMS)));
    else if (chance < 33) await this.#answer(some);
    else if (chance < 36) await this.#withdraw(some);
    else if (chance < 42) await this.#prioritise(some);
    else if (chance < 45) await this.#rule();
    else await this.#work(random.pick(this.#people.staff));
  }

  /** @returns whether anything could be done */
  async #work(who: Officer | undefined): Promise<boolean> {
    if (who === undefined) return false;
    const hand = await inHandOf(this.world.db, who.officer);
    if (hand !== undefined) return this.#act(who, hand);
    await this.publish();
    return allowed(takeNext(this.world, who, { key: aKey() }));
  }

  async #act(who: Officer, { caseId, pool: { stage } }: TicketInHand): Promise<boolean> {
    const { world } = this;
    const record = await caseById(world.db, caseId);
    if (record === undefined) return false;
    const act = this.#random.pick(allowedActs(stateOf(record), stage));
    const on = { key: aKey(), case: record.shortNo };
    const reason = '按规定办理';
    const acts = {
      accept: async () => accept(world, who, on),
      'request-supplement': async () => requestSupplement(world, who, { ...on, items: [{ text: '请写明遗失日期' }] }),
      refuse: async () => refuse(world, who, { ...on, reason, remedy: reason }),
      pass: async () => passStage(world, who, { ...on, outcome: 'agree', opinion: reason }),
      grant: async () => decideCase(world, who, { ...on, granted: true, reason, article: reason }),
      deny: async () => decideCase(world, who, { ...on, granted: false, reason, article: reason }),
      deliver: async () => deliver(world, who, { ...on, method: 'window', note: reason }),
      release: async () => release(world, who, { ...on, reason: this.#mayRecuse(who) ? 'recusal' : 'absence' }),
    };
    return act !== undefined && act in acts ? allowed(acts[act as keyof typeof acts]()) : false;
  }

  /** One of the two approvers: somebody must be left who may do the work. */
  #mayRecuse({ officer: id }: Officer): boolean {
    return id === this.#people.approvers[0]?.officer && this.#random.happens(0.3);
  }

  async #answer(no: ShortNo | undefined): Promise<boolean> {
    const record = no && (await findCase(this.world.db, no));
    if (record?.status !== 'supplementRequested') return false;
    const input = { key: aKey(), case: record.shortNo, note: '十一月十九日' };
    return allowed(answerSupplement(this.world, this.#people.zhang, input));
  }

  async #withdraw(no: ShortNo | undefined): Promise<void> {
    const record = no && (await findCase(this.world.db, no));
    if (record === undefined || typeof decide(stateOf(record), 'withdraw') === 'string') return;
    await allowed(withdraw(this.world, this.#people.zhang, { key: aKey(), case: record.shortNo }));
  }

  async #prioritise(no: ShortNo | undefined): Promise<void> {
    const [ground] = await grounds(this.world.db, this.world.clock.now());
    const [clerk] = this.#people.staff;
    if (no === undefined || ground === undefined || clerk === undefined) return;
    const input = { key: aKey(), case: no, rule: ground.rule, reason: '六十七岁' };
    const proposal = await proposePriority(this.world, clerk, input).catch(() => undefined);
    if (proposal === undefined) return;
    for (const approver of this.#people.approvers)
      await allowed(signPriority(this.world, approver, { key: aKey(), ...proposal }));
  }

  async #rule(): Promise<void> {
    const { bureau } = this.#people;
    const q = this.#random.pick(QUEUES) ?? '';
    if (this.#random.happens(0.3))
      await allowed(setQuota(this.world, bureau, { key: aKey(), q, quota: 2 + this.#random.below(3) }));
    const service = this.#random.happens(0.3) ? 'pause' : 'open';
    await allowed(setService(this.world, bureau, { key: aKey(), q, service, reason: 'hours' }));
  }
}

interface Own {
  readonly publisher: Publisher;
  readonly random: Random;
  readonly people: People;
}

async function peopleOf(world: World): Promise<People> {
  const { gaj, general } = sampleUnits;
  const unit = await unitByUscc(world.db, gaj);
  const ids = unit === undefined ? [] : await officersOf(world.db, unit.id, 'approver');
  const approver = await officer(world, gaj, 'approver');
  const approvers = ids.map((id) => ({ ...approver, officer: id }));
  const clerk = await officer(world, gaj, 'clerk');
  const others = await Promise.all(
    (['clerk', 'examiner', 'approver'] as const).map(async (role) => officer(world, SCJ, role)),
  );
  return {
    zhang: await resident(world, 'zhang-wei'),
    // A restaurant in the old town is also looked at by those who look after it.
    staff: [clerk, ...approvers, ...others, await officer(world, GCJ, 'examiner')],
    approvers,
    bureau: await officer(world, general, 'bureau'),
  };
}

/** @returns whether it was allowed. Faults go on. */
async function allowed(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

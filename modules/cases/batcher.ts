interface Waiting<Member, Result> {
  readonly member: Member;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

export interface BatcherOptions<Member, Result> {
  /** Does the work of a batch; one outcome for each member, in their order. */
  readonly run: (members: readonly Member[]) => Promise<readonly PromiseSettledResult<Result>[]>;
  /** What a member has to itself: of two that share one of these, the second goes with a later batch. */
  readonly claims: (member: Member) => readonly string[];
  /** Members of a batch. */
  readonly most: number;
  /** Batches that run at the same time. */
  readonly atOnce: number;
}

/**
 * Does together what many ask for at the same time. Whoever comes when nothing runs does not wait; whoever comes while
 * batches run goes with the next one, in the order of arrival.
 */
export class Batcher<Member, Result> {
  readonly #options: BatcherOptions<Member, Result>;
  #waiting: Waiting<Member, Result>[] = [];
  #running = 0;

  constructor(options: BatcherOptions<Member, Result>) {
    this.#options = options;
  }

  /** How many have come and are not being served yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async add(member: Member): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ member, resolve, reject });
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < this.#options.atOnce && this.#waiting.length > 0) void this.#serve(this.#next());
  }

  async #serve(batch: readonly Waiting<Member, Result>[]): Promise<void> {
    this.#running += 1;
    try {
      const outcomes = await this.#options.run(batch.map(({ member }) => member));
      batch.forEach(({ resolve, reject }, at) => {
        const outcome = outcomes[at];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#running -= 1;
      this.#start();
    }
  }

  #next(): readonly Waiting<Member, Result>[] {
    const { claims, most } = this.#options;
    const [batch, rest]: [Waiting<Member, Result>[], Waiting<Member, Result>[]] = [[], []];
    const claimed = new Set<string>();
    for (const each of this.#waiting) {
      const own = claims(each.member);
      const fits = batch.length < most && !own.some((claim) => claimed.has(claim));
      (fits ? batch : rest).push(each);
      for (const claim of own) claimed.add(claim);
    }
    this.#waiting = rest;
    return batch;
  }
}

import type { Logger } from 'pino';

type Step = () => Promise<void>;

/** What has been started, to be ended in the opposite order, once, however often and by whatever it is asked for. */
export class Shutdown {
  readonly #steps: Step[] = [];
  readonly #log: Logger;
  #running: Promise<void> | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** `step` ends what was just started. */
  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Ends everything; a step that fails does not keep the others from their turn. */
  async run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  /** Ctrl-C can arrive twice, from the terminal and from npm; the second changes nothing. */
  onSignal(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        void this.run().then(() => process.exit(0));
      });
  }

  async #runAll(): Promise<void> {
    for (const step of this.#steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        this.#log.error({ err: error }, 'Something did not end as it should');
      }
    }
  }
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One answer, as far as a bench needs it. */
export interface Shot {
  readonly status: number;
  readonly body: string;
  /** From when it was due to when the answer was complete. */
  readonly milliseconds: number;
}

export interface Volley {
  readonly shots: readonly Shot[];
  readonly seconds: number;
}

interface Aim {
  readonly port: number;
  readonly connections: number;
}

/** Asks for as long as `seconds` or until there are no requests left, each connection one after the other. */
export async function closedLoop(
  { port, connections }: Aim,
  requests: Iterator<Buffer, undefined>,
  seconds: number,
): Promise<Volley> {
  const shots: Shot[] = [];
  const start = performance.now();
  await eachLine({ port, connections }, async (line) => {
    for (;;) {
      if (performance.now() - start > seconds * 1000) return;
      const { value, done } = requests.next();
      if (done === true) return;
      shots.push(await line.ask(value, performance.now()));
    }
  });
  return { shots, seconds: (performance.now() - start) / 1000 };
}

/** Asks at a fixed rate, whether or not answers come: a wait for a free connection counts as waiting for the answer. */
export async function openLoop(
  { port, connections }: Aim,
  requests: Iterator<Buffer, undefined>,
  { seconds, rate }: { readonly seconds: number; readonly rate: number },
): Promise<Volley> {
  const shots: Shot[] = [];
  const start = performance.now();
  let next = 0;
  await eachLine({ port, connections }, async (line) => {
    for (;;) {
      const due = start + (next++ * 1000) / rate;
      if (due > start + seconds * 1000) return;
      const early = due - performance.now();
      if (early > 1) await sleep(early);
      const { value, done } = requests.next();
      if (done === true) return;
      shots.push(await line.ask(value, due));
    }
  });
  return { shots, seconds: (performance.now() - start) / 1000 };
}

async function eachLine({ port, connections }: Aim, work: (line: Line) => Promise<void>): Promise<void> {
  const lines = await Promise.all(Array.from({ length: connections }, async () => Line.open(port)));
  await Promise.all(lines.map(work));
  for (const line of lines) line.close();
}

const END_OF_HEAD = '\r\n\r\n';

/** A connection that is kept. Ready-made requests over a bare socket: what asks should cost little beside what answers. */
class Line {
  readonly #socket: Socket;
  #received = '';
  #answered: ((shot: Omit<Shot, 'milliseconds'>) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#read(chunk));
  }

  static async open(port: number): Promise<Line> {
    const socket = connect(port, 'localhost');
    await once(socket, 'connect');
    return new Line(socket);
  }

  async ask(request: Buffer, due: number): Promise<Shot> {
    const answer = new Promise<Omit<Shot, 'milliseconds'>>((resolve) => (this.#answered = resolve));
    this.#socket.write(request);
    return { ...(await answer), milliseconds: performance.now() - due };
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: string): void {
    this.#received += chunk;
    const head = this.#received.indexOf(END_OF_HEAD);
    if (head < 0) return;
    const from = head + END_OF_HEAD.length;
    const end = bodyEnd(this.#received.slice(0, head), this.#received.slice(from));
    if (end === undefined) return;
    const answer = { status: Number(this.#received.slice(9, 12)), body: this.#received.slice(from, from + end) };
    this.#received = this.#received.slice(from + end);
    this.#answered?.(answer);
  }
}

/** Where the body ends; undefined while it has not arrived whole. */
function bodyEnd(head: string, rest: string): number | undefined {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return rest.length >= Number(length) ? Number(length) : undefined;
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return 0;
  return rest.endsWith('0\r\n\r\n') ? rest.length : undefined;
}

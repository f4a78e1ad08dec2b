import { sql } from 'kysely';
import { recordSet, type Db, type Tx } from '#kernel';
import { named, type Memory, type Remembered } from './fold.ts';

/** What rules remember of some scopes: read before a batch, written after it. */
export class StoredMemory implements Memory {
  readonly #states = new Map<string, unknown>();
  /** What was remembered anew or forgotten. */
  readonly #changed = new Map<string, Remembered>();
  /** Scopes that have a row. */
  readonly #rows = new Set<string>();

  static async of(tx: Tx, scopes: readonly Remembered[]): Promise<StoredMemory> {
    const memory = new StoredMemory();
    if (scopes.length === 0) return memory;
    // Looked up one by one: how many a record set holds nobody can estimate, and a scan of everything costs more.
    const { rows } = await sql<StateRow>`
      select r.rule, r.scope, s.state from ${recordSet(scopes, 'rule text, scope text')}
      cross join lateral (select state from supervision.rule_state
        where rule = r.rule and scope = r.scope limit 1) s`.execute(tx);
    for (const { state, ...of } of rows) {
      memory.#states.set(named(of), state);
      memory.#rows.add(named(of));
    }
    return memory;
  }

  get(of: Remembered): unknown {
    return this.#states.get(named(of));
  }

  set(of: Remembered, state: unknown): void {
    const name = named(of);
    if (state === undefined) this.#states.delete(name);
    else this.#states.set(name, state);
    this.#changed.set(name, of);
  }

  /** @param upTo the last event that it is made of */
  async save(tx: Tx, upTo: bigint): Promise<void> {
    const changed = [...this.#changed].map(([name, { rule, scope }]) => ({ name, rule, scope }));
    const kept = changed.filter(({ name }) => this.#states.has(name));
    const gone = changed.filter(({ name }) => this.#rows.has(name) && !this.#states.has(name));
    if (kept.length > 0)
      await upsert(
        tx,
        kept.map(({ name, ...of }) => ({ ...of, state: this.#states.get(name) })),
        upTo,
      );
    if (gone.length > 0)
      await sql`delete from supervision.rule_state s using ${recordSet(gone, 'rule text, scope text')}
        where s.rule = r.rule and s.scope = r.scope`.execute(tx);
  }
}

interface StateRow {
  readonly rule: string;
  readonly scope: string;
  readonly state: unknown;
}

async function upsert(tx: Tx, rows: readonly StateRow[], upTo: bigint): Promise<void> {
  await sql`insert into supervision.rule_state (rule, scope, state, upto)
    select r.rule, r.scope, r.state, ${upTo} from ${recordSet(rows, 'rule text, scope text, state jsonb')}
    on conflict (rule, scope) do update set state = excluded.state, upto = excluded.upto`.execute(tx);
}

/** Everything that is remembered, by rule and scope. */
export async function allStates(db: Db | Tx): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await sql<StateRow>`select rule, scope, state from supervision.rule_state`.execute(db);
  return new Map(rows.map(({ state, ...of }) => [named(of), state]));
}

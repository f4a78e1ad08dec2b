import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#kernel';
import { leafTemplate, type Leaf, type LeafIndex } from './leaf.ts';

/** A data-modifying statement that another module's store supplies: it may use `indexAt`, and sees what came before. */
export type Follower = RawBuilder<unknown>;

/** The index of leaf number `place` of the running append, inside a follower; a column may hold the number. */
export function indexAt(place: number | RawBuilder<unknown>): RawBuilder<bigint> {
  return sql<bigint>`((select base from head) + ${typeof place === 'number' ? sql.lit(place) : place}::bigint)`;
}

/**
 * Gives the leaves the next dense indices and writes them, together with whatever must hold an index, in one statement.
 * It takes the head row, the last lock of every act: call it last, and let nothing follow but the commit. Commit order
 * is then index order on any number of processes. (READ COMMITTED; lock order: cases, queues, head.)
 * @returns the index of the first leaf.
 */
export async function append(
  tx: Tx,
  at: Date,
  { leaves, followers }: { readonly leaves: readonly Leaf[]; readonly followers: readonly Follower[] },
): Promise<LeafIndex> {
  const templates = JSON.stringify(leaves.map((leaf) => ({ k: leaf.k, t: leafTemplate(leaf, at) })));
  const written = followers.map((follower, place) => sql`, ${sql.raw(`follower_${place}`)} as (${follower})`);
  const { rows } = await sql<{ base: bigint }>`
    with head as (
      update ledger.head set size = size + ${leaves.length} returning size - ${leaves.length} as base
    ), leaf as (
      insert into ledger.leaf (index, kind, bytes)
      select head.base + l.place - 1, l.value ->> 'k', convert_to((
          select string_agg(
            case jsonb_typeof(p.value)
              when 'number' then (head.base + p.value::bigint)::text
              else p.value #>> '{}'
            end, '' order by p.place)
          from jsonb_array_elements(l.value -> 't') with ordinality as p (value, place)), 'UTF8')
      from head, jsonb_array_elements(${templates}::jsonb) with ordinality as l (value, place)
    ) ${sql.join(written, sql``)}
    select base from head`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('The ledger has no head row.');
  return row.base;
}

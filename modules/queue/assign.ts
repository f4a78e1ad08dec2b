import type { OfficerId } from '#identity';
import type { World } from '#kernel';

/** Assigns an officer to pools by their codes; pools already held stay. */
export async function assign({ db, clock }: World, officer: OfficerId, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  const pools = await db
    .selectFrom('queue.pool')
    .select('id')
    .where('code', 'in', [...codes])
    .execute();
  await db
    .insertInto('queue.assignment')
    .values(pools.map(({ id }) => ({ officer_id: officer, pool_id: id, since: clock.now() })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

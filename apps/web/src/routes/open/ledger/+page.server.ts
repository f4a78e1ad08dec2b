import { earlierLogKeys, ledgerBoard } from '#ledger';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app } }) => ({
  board: await ledgerBoard(app, app.ledger),
  earlier: await earlierLogKeys(app, app.ledger),
  site: app.config.origin,
});

import { Tracer } from '../../feel/trace.ts';
import type { Linked } from '../link.ts';
import { tablesIn } from '../explain.ts';
import { checkTable, type TableCheck } from './check-table.ts';

const NEVER = () => new Date(0);

/** Every decision table of a model, wherever it stands, looked through for overlaps and gaps. */
export function checkTables({ model, scope, types }: Linked): readonly TableCheck[] {
  const logic = [...model.decisions, ...model.knowledge].flatMap(({ logic: one }) => one ?? []);
  const at = { scope, resolve: types.resolve, allowedValues: types.allowedValues };
  return logic.flatMap(tablesIn).map((table) => checkTable(table, at, new Tracer(NEVER)));
}

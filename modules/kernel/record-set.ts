import { sql, type RawBuilder } from 'kysely';

/**
 * Rows as a table `r` inside a statement, in one parameter however many they are: bytes as base64, bigints as text.
 * @param columns as SQL declares them, e.g. `id uuid, at timestamptz`.
 */
export function recordSet(rows: readonly object[], columns: string): RawBuilder<unknown> {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as r (${sql.raw(columns)})`;
}

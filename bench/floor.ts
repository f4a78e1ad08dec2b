import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { World } from '#kernel';
import type { Stage } from './stage.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What `work` does in the database, as statements that can be done again on a copy of what it found. */
export async function recorded(
  stage: Stage,
  name: string,
  work: (world: World) => Promise<void>,
): Promise<readonly Statement[]> {
  const { world, database } = stage.open(name);
  const statements: Statement[] = [];
  const db: World['db'] = new Kysely({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query: { sql, parameters } }) => {
      statements.push({ sql, parameters });
    },
  });
  await work({ ...world, db });
  await database.close();
  return statements;
}

/** Does recorded statements again, one after the other, from a bare client that has prepared them. @returns seconds */
export async function replay(client: pg.Client, statements: readonly Statement[]): Promise<number> {
  const names = new Map(statements.map(({ sql }) => [sql, createHash('md5').update(sql).digest('hex')]));
  const start = performance.now();
  for (const { sql, parameters } of statements) {
    await client.query({ name: names.get(sql) ?? '', text: sql, values: [...parameters] });
  }
  return (performance.now() - start) / 1000;
}

/** A bare client with the rights of the application. */
export async function bareClient(stage: Stage, name: string): Promise<pg.Client> {
  const options = '-c role=tongban_app -c timezone=UTC';
  const client = new pg.Client({ connectionString: stage.url(name), options });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

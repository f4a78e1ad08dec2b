import type { Scope } from '../scope.ts';
import { ANY, builtInType, type FeelType } from '../type.ts';
import { takeLongest } from './longest.ts';
import { normalizeName } from './name.ts';
import type { Reader } from './reader.ts';

/** Grammar rule 52; undefined for a name that is no type. */
export function readType(reader: Reader, scope: Scope): FeelType | undefined {
  return reader.nested(() => compound(reader, scope) ?? simple(reader, scope));
}

function compound(reader: Reader, scope: Scope): FeelType | undefined {
  const start = reader.skip();
  for (const kind of ['list', 'range'] as const) {
    if (reader.takeWords(kind) && reader.take('<')) return { kind, of: closing(reader, readType(reader, scope)) };
    reader.at = start;
  }
  if (reader.takeWords('context') && reader.take('<')) return contextType(reader, scope);
  reader.at = start;
  if (reader.takeWords('function') && reader.take('<')) return functionType(reader, scope);
  reader.at = start;
  return undefined;
}

function closing(reader: Reader, type: FeelType | undefined): FeelType {
  reader.expect('>');
  return type ?? ANY;
}

function contextType(reader: Reader, scope: Scope): FeelType {
  const entries = new Map<string, FeelType>();
  while (!reader.isNext('>')) {
    if (entries.size > 0) reader.expect(',');
    const name = takeLongest(reader, () => true) ?? reader.fail('name');
    reader.expect(':');
    entries.set(name, readType(reader, scope) ?? ANY);
  }
  reader.expect('>');
  return { kind: 'context', entries };
}

function functionType(reader: Reader, scope: Scope): FeelType {
  const parameters: FeelType[] = [];
  while (!reader.isNext('>')) {
    if (parameters.length > 0) reader.expect(',');
    parameters.push(readType(reader, scope) ?? ANY);
  }
  reader.expect('>');
  reader.expect('->');
  return { kind: 'function', parameters, result: readType(reader, scope) ?? ANY };
}

function simple(reader: Reader, scope: Scope): FeelType | undefined {
  const find = (name: string) => scope.types.get(name) ?? builtInType(name);
  const name = takeLongest(reader, (candidate) => find(candidate) !== undefined);
  if (name !== undefined) return find(name);
  const [first] = reader.nameTokens();
  if (first === undefined) reader.fail('type');
  reader.at = [...reader.nameTokens()].at(0)?.end ?? first.end;
  while (reader.take('.')) reader.at = [...reader.nameTokens()].at(0)?.end ?? reader.fail(normalizeName('type'));
  return undefined;
}

import type { ObjectionFile } from '#cases';
import { saved } from '#lib/proof/saved.server.ts';

/** A frozen state or a piece of evidence, under a name that tells which. */
export function savedObjectionFile({ no, name, body }: ObjectionFile, file: string): Response {
  return name === 'checkpoint'
    ? saved({ name: `${no}.checkpoint`, type: 'text/plain; charset=utf-8', body })
    : saved({ name: `${no}-${file}.evidence.json`, type: 'application/json', body });
}

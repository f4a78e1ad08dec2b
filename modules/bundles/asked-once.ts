import type { Condition, FormField } from '#forms';
import { both, saysTheSame, sameMeaning, uniqueName } from './field-meaning.ts';

/** A field of a service's form, as that service asks it. */
export interface Ask {
  readonly node: string;
  readonly field: FormField;
}

interface Asked {
  readonly by: Ask;
  readonly when: Condition | undefined;
  readonly name: string;
  field: FormField;
}

/** The questions of a merged form, each with who asks it first. */
export class AskedOnce {
  readonly #asked: Asked[] = [];

  /** @param always every question that is asked whatever the answers: those answer for all others of their meaning. */
  constructor(always: readonly Ask[]) {
    for (const ask of always) this.place(ask, undefined);
  }

  /** @returns the name in the merged form, and whether it is asked at this very place. */
  place(ask: Ask, when: Condition | undefined): { readonly name: string; readonly here: boolean } {
    const known = this.#asked.find(
      ({ by, field, when: other }) =>
        by.field === ask.field || (sameMeaning(field, ask.field) && (other === undefined || saysTheSame(other, when))),
    );
    if (known !== undefined) {
      known.field = both(known.field, ask.field);
      return { name: known.name, here: known.by.node === ask.node && known.by.field === ask.field };
    }
    const name = uniqueName(ask.field.name, ask.node, new Set(this.#asked.map((other) => other.name)));
    this.#asked.push({ by: ask, when, name, field: ask.field });
    return { name, here: true };
  }

  /** How the merged form asks it: as strictly as the strictest of those who do. */
  strictest(name: string): FormField | undefined {
    return this.#asked.find((asked) => asked.name === name)?.field;
  }
}

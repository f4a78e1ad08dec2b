import { bare } from '../feel/type.ts';
import type { Linked } from './link.ts';

/** An input of a model as a question that a person can answer. */
export interface Question {
  readonly name: string;
  /** What is asked; the name, where the model says nothing else. */
  readonly text: string;
  readonly kind: 'choice' | 'number' | 'yes-no' | 'date' | 'text';
  /** Of a choice, in the model's order. */
  readonly choices: readonly string[];
}

/** The inputs of a model in their order: allowed texts are choices, numbers, dates and booleans have fields of their own. */
export function questionsOf({ model, types }: Linked): readonly Question[] {
  return model.inputs.map(({ name, description, variable: { typeRef } }) => {
    const allowed = typeRef === undefined ? undefined : types.allowedValues(typeRef);
    const choices = [...(allowed ?? '').matchAll(/"([^"]*)"/g)].map(([, text = '']) => text);
    const type = typeRef === undefined ? undefined : types.resolve(typeRef);
    const kind = choices.length > 0 ? 'choice' : kindOf(type && bare(type).kind);
    return { name, text: description ?? name, kind, choices: kind === 'choice' ? choices : [] };
  });
}

function kindOf(type: string | undefined): Question['kind'] {
  if (type === 'number' || type === 'date') return type;
  return type === 'boolean' ? 'yes-no' : 'text';
}

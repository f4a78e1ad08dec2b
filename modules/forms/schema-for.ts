import type { Condition } from './condition.ts';
import type { FormLayout, JsonSchema } from './definition.ts';
import type { FormField } from './field.ts';
import { kindOf } from './kinds/index.ts';

type Fields = ReadonlyMap<string, FormField>;

/**
 * The JSON Schema (2020-12) of the answers that a layout asks for. What is always asked is `required`; what depends on
 * an earlier answer is required by an `if`/`then`, so that any validator comes to the same result.
 */
export function schemaFor(layout: FormLayout): JsonSchema {
  const asked = layout.pages.flatMap((page) =>
    page.fields.map((field) => ({ field, when: [page.showIf, field.showIf].filter((part) => part !== undefined) })),
  );
  const fields = new Map(asked.map(({ field }) => [field.name, field]));
  const needed = asked.filter(({ field }) => field.required && field.kind !== 'file');
  const always = needed.filter(({ when }) => when.length === 0);
  const conditional = needed.filter(({ when }) => when.length > 0);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: Object.fromEntries(
      asked.flatMap(({ field }) => {
        const kind = kindOf(field);
        return kind === undefined ? [] : [[field.name, { title: field.label, ...kind.schema(field) }]];
      }),
    ),
    required: always.map(({ field }) => field.name),
    additionalProperties: false,
    ...(conditional.length === 0
      ? {}
      : {
          allOf: conditional.map(({ field, when }) => ({
            if: conditionSchema({ all: when }, fields),
            // Named although anything goes: strict validators want a required property to be declared beside it.
            then: { properties: { [field.name]: true }, required: [field.name] },
          })),
        }),
  };
}

/** The schema that answers satisfy exactly when the condition holds for them. */
export function conditionSchema(condition: Condition, fields: Fields): JsonSchema {
  if ('not' in condition) return { not: conditionSchema(condition.not, fields) };
  if ('all' in condition) {
    const [only, ...others] = condition.all;
    if (only !== undefined && others.length === 0) return conditionSchema(only, fields);
    return { allOf: condition.all.map((part) => conditionSchema(part, fields)) };
  }
  if ('any' in condition) return { anyOf: condition.any.map((part) => conditionSchema(part, fields)) };
  const one = 'in' in condition ? { enum: [...condition.in] } : { const: condition.equals };
  const several = fields.get(condition.field)?.kind === 'choices';
  return {
    type: 'object',
    properties: { [condition.field]: several ? { type: 'array', contains: one } : one },
    required: [condition.field],
  };
}

import { createHash } from 'node:crypto';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Answers } from './answers.ts';
import type { JsonSchema } from './definition.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, messages: false });
formats.default(ajv, { mode: 'full', formats: ['date'] });

/** Compiling takes milliseconds and a city has thousands of forms: the ones in use stay, the oldest go. */
const KEPT = 200;
const compiled = new Map<string, ValidateFunction>();

/** Names of answers that break a schema; an empty string where the answers as a whole do. */
export function brokenBy(schema: JsonSchema, answers: Answers): readonly string[] {
  const validate = validatorOf(schema);
  if (validate(answers)) return [];
  return [...new Set((validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(nameOf))];
}

function validatorOf(schema: JsonSchema): ValidateFunction {
  const key = createHash('sha256').update(JSON.stringify(schema)).digest('base64');
  const validate = compiled.get(key) ?? ajv.compile(schema);
  // Ajv would keep every schema it ever saw.
  ajv.removeSchema(schema);
  compiled.delete(key);
  compiled.set(key, validate);
  const [oldest] = compiled.keys();
  if (compiled.size > KEPT && oldest !== undefined) compiled.delete(oldest);
  return validate;
}

function nameOf({ instancePath, params }: ErrorObject): string {
  const [, name = ''] = instancePath.split('/');
  if (name !== '') return name;
  const { missingProperty, additionalProperty }: Record<string, unknown> = params;
  const named = [missingProperty, additionalProperty].find((property) => typeof property === 'string');
  return named ?? '';
}

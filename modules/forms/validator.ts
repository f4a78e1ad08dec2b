import { createHash } from 'node:crypto';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Recent } from '#kernel';
import type { Answers } from './answers.ts';
import { patternOf } from './pattern.ts';
import type { JsonSchema } from './definition.ts';

/** The engine for patterns: the same that checks fields one by one. Ajv keeps `code` for schemas that it writes to files. */
const regExp = Object.assign((pattern: string) => patternOf(pattern), { code: 'patternOf' });
const ajv = new Ajv2020({ strict: true, allErrors: true, messages: false, code: { regExp } });
formats.default(ajv, { mode: 'full', formats: ['date'] });

/** Compiling takes milliseconds and a city has thousands of forms: the ones in use stay, the oldest go. */
const compiled = new Recent<string, ValidateFunction>(300);
/** Hashing a schema costs as much as a check; a pinned form brings the same object every time. */
const known = new WeakMap<JsonSchema, ValidateFunction>();

/** Names of answers that break a schema; an empty string where the answers as a whole do. */
export function brokenBy(schema: JsonSchema, answers: Answers): readonly string[] {
  const validate = validatorOf(schema);
  if (validate(answers)) return [];
  return [...new Set((validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(nameOf))];
}

function validatorOf(schema: JsonSchema): ValidateFunction {
  const validate = known.get(schema) ?? compile(schema);
  known.set(schema, validate);
  return validate;
}

function compile(schema: JsonSchema): ValidateFunction {
  const key = createHash('sha256').update(JSON.stringify(schema)).digest('base64');
  const earlier = compiled.get(key);
  if (earlier !== undefined) return earlier;
  const validate = ajv.compile(schema);
  // Ajv would keep every schema it ever saw.
  ajv.removeSchema(schema);
  compiled.set(key, validate);
  return validate;
}

function nameOf({ instancePath, params }: ErrorObject): string {
  const [, name = ''] = instancePath.split('/');
  if (name !== '') return name;
  const { missingProperty, additionalProperty }: Record<string, unknown> = params;
  const named = [missingProperty, additionalProperty].find((property) => typeof property === 'string');
  return named ?? '';
}

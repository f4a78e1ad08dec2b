import { readFileSync } from 'node:fs';
import { readInputs, toJson } from '#routing';
import { openFile } from './decision-models.ts';

const FOUND = 1;
const CANNOT = 2;

/**
 * `tongban decide MODEL INPUT.json`: every decision of a model, the rules that fired and what had no value, as JSON.
 * Ends with 0, with 1 if something had no value, with 2 if nothing could be asked.
 */
export function decideCommand([model, input, ...more]: readonly string[]): number {
  if (model === undefined || input === undefined || more.length > 0)
    return cannot('Usage: tongban decide MODEL INPUT.json');
  const decisions = openFile(model);
  if (typeof decisions === 'string') return cannot(decisions);
  const text = contents(input);
  if (text === undefined) return cannot(`${input} cannot be read.`);
  const inputs = readInputs(text, decisions.inputTypes);
  if (inputs === undefined) return cannot(`${input} is no JSON object: {"name of an input": value, …}.`);
  const { results, fired, diagnostics } = decisions.decide(inputs, { now: () => new Date() });
  const report = { results: toJson(results), fired, diagnostics };
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  return diagnostics.length === 0 ? 0 : FOUND;
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function cannot(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return CANNOT;
}

import type { ItemSketch } from './sketch/item-sketch.ts';

/** The elements of an item as the fields of their page, as a browser sends them. */
export function posted(sketch: ItemSketch): Record<string, string> {
  const fields: Record<string, string> = {};
  const put = (name: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null)
      for (const [each, part] of Object.entries(value)) put(name === '' ? each : `${name}.${each}`, part);
    else if (value !== false) fields[name] = value === true ? 'yes' : String(value);
  };
  put('', sketch);
  return fields;
}

import type { FormSketch } from '#forms';
import { one, type Typed } from '#lib/ui/work/attempt.server.ts';

/** Which page and field are open, counted from 0: those of the address. */
export function placeIn(query: URLSearchParams): { readonly page: number; readonly field: number | undefined } {
  const field = numberIn(query.get('field') ?? '');
  return { page: numberIn(query.get('page') ?? '') ?? 0, field };
}

/** Where to go on after a stroke: at the same place, wherever that has moved; at what is new where something is. */
export function placeAfter(act: string, form: FormSketch, typed: Typed): string {
  const [what = '', ...places] = act.split(' ');
  const [first = 0, second = 0, third = 0] = places.map(Number);
  const page = numberIn(one(typed, 'page')) ?? 0;
  const at = (to: number, field?: number) => `page=${to}${field === undefined ? '' : `&field=${field}`}&saved#panel`;
  switch (what) {
    case 'add-page':
      return at(form.pages.length);
    case 'add-field':
      return at(first, form.pages[first]?.fields.length ?? 0);
    case 'field':
      return at(first, second);
    case 'move-field':
      return at(first, second + third);
    case 'move-page':
      return at(first + second);
    case 'remove-page':
      return at(Math.max(0, first - 1));
    default:
      return at(what === 'title' ? page : first);
  }
}

function numberIn(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

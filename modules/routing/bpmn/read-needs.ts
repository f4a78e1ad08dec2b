import { EVERYTHING, type NeedToKnow } from '../route.ts';
import type { Tree } from '../tree.ts';
import { given, type Refuse } from './given.ts';

/** A page of a form, or one of its questions. */
const PAGE = /^[a-z][a-z0-9-]{0,49}(?:\.[a-z][A-Za-z0-9]{0,49})?$/;
const MATERIAL = /^[1-9][0-9]{0,3}$/;
/** Nothing at all: an attribute that says nothing would be as good as none. */
const NOTHING = '-';
const MOST = 100;

/** What a department needs to see of the application, if the file says so. */
export function readNeeds(task: Tree, refuse: Refuse): NeedToKnow | undefined {
  const pages = listIn(task, { name: 'pages', each: PAGE }, refuse);
  const materials = listIn(task, { name: 'materials', each: MATERIAL }, refuse);
  if (pages === undefined && materials === undefined) return undefined;
  return {
    ...(pages === undefined ? {} : { pages }),
    ...(materials === undefined ? {} : { materials: materials === EVERYTHING ? EVERYTHING : materials.map(Number) }),
  };
}

interface Listed {
  readonly name: 'pages' | 'materials';
  readonly each: RegExp;
}

function listIn(task: Tree, { name, each }: Listed, refuse: Refuse): readonly string[] | typeof EVERYTHING | undefined {
  const text = given(task, name);
  if (text === undefined || text === EVERYTHING) return text;
  if (text === NOTHING) return [];
  const entries = text.split(/\s+/);
  const wrong = entries.find((entry, at) => !each.test(entry) || entries.indexOf(entry) !== at);
  if (wrong !== undefined || entries.length > MOST) refuse('route.needs-malformed', `${name}="${wrong ?? ''}"`);
  return entries;
}

/** The same as attributes. */
export function needsValues({ pages, materials }: NeedToKnow = {}): Readonly<Record<string, string>> {
  const text = (list: readonly (string | number)[] | typeof EVERYTHING) =>
    list === EVERYTHING ? list : list.length === 0 ? NOTHING : list.join(' ');
  return {
    ...(pages === undefined ? {} : { pages: text(pages) }),
    ...(materials === undefined ? {} : { materials: text(materials) }),
  };
}

import type { Completion, Deemed, Joint, TaskKind, Work } from '../route.ts';
import { partsOf, type Tree } from '../tree.ts';
import { given, type Refuse } from './given.ts';
import { readNeeds } from './read-needs.ts';
import { readVisit } from './read-visit.ts';
import { readSpan } from './span.ts';

/** A department, or a decision. */
export const KEY = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;
const MOST_DEPARTMENTS = 50;

/** What a task's attributes of the platform's own say. */
export function readWork(task: Tree, kind: TaskKind, refuse: Refuse): Work {
  const text = (name: string) => given(task, name);
  const budget = text('budget');
  const span = budget === undefined ? undefined : readSpan(budget);
  if (budget !== undefined && span === undefined) refuse('route.budget-malformed', budget);
  if (kind === 'rule' && text('decision') === undefined) refuse('route.rule-without-decision');
  const department = text('department');
  if (department !== undefined && !KEY.test(department)) refuse('route.departments-malformed', department);
  const joint = readJoint(task, refuse);
  const deemed = readDeemed(task, refuse);
  const needs = readNeeds(task, refuse);
  const visit = readVisit(task, { shared: joint !== undefined, silent: deemed !== undefined }, refuse);
  if (deemed !== undefined && kind !== 'user') refuse('route.deemed-without-basis', kind);
  return {
    participants: keysIn(task, 'participants', refuse),
    ...present({ department, stage: text('stage'), form: text('form') }),
    ...present({ decision: text('decision'), operation: text('operation') }),
    ...(span === undefined ? {} : { budget: span }),
    ...(joint === undefined ? {} : { joint }),
    ...(deemed === undefined ? {} : { deemed }),
    ...(needs === undefined ? {} : { needs }),
    ...(visit === undefined ? {} : { visit }),
  };
}

function readJoint(task: Tree, refuse: Refuse): Joint | undefined {
  const [many] = partsOf(task, 'loopCharacteristics');
  if (many === undefined) return undefined;
  const departments = keysIn(many, 'departments', refuse);
  if (departments.length === 0) refuse('route.departments-malformed', 'departments');
  return { departments, completion: readCompletion(many, departments.length, refuse) };
}

function readCompletion(many: Tree, departments: number, refuse: Refuse): Completion {
  const rule = given(many, 'completion') ?? 'all';
  const needed = given(many, 'needed');
  if (rule === 'n-of-m') {
    const count = /^[1-9][0-9]?$/.test(needed ?? '') ? Number(needed) : 0;
    if (count === 0 || count > departments) refuse('route.completion-malformed', `needed="${needed ?? ''}"`);
    return { rule, needed: count };
  }
  if (needed !== undefined) refuse('route.completion-malformed', `needed="${needed}"`);
  if (rule === 'all' || rule === 'any' || rule === 'veto') return { rule };
  refuse('route.completion-malformed', rule);
  return { rule: 'all' };
}

/** Silence is consent only where a law says so: a limit without the law's name is refused, and the other way round. */
function readDeemed(task: Tree, refuse: Refuse): Deemed | undefined {
  const limit = given(task, 'deemedAfter');
  const basis = given(task, 'legalBasis');
  if (limit === undefined && basis === undefined) return undefined;
  const after = readSpan(limit ?? '');
  if (after === undefined || basis === undefined) {
    refuse('route.deemed-without-basis', limit);
    return undefined;
  }
  return { after, basis };
}

/** Keys, separated by spaces, each once. */
function keysIn(tree: Tree, name: string, refuse: Refuse): readonly string[] {
  const keys = given(tree, name)?.split(/\s+/) ?? [];
  const wrong = keys.find((key, at) => !KEY.test(key) || keys.indexOf(key) !== at);
  if (wrong !== undefined || keys.length > MOST_DEPARTMENTS) refuse('route.departments-malformed', wrong ?? name);
  return keys;
}

/** Without the names that have no value. */
export function present<Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const entries = Object.entries<string | undefined>(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Record<Name, string>>;
}

import { EVERYTHING, type NeedToKnow, type Route, type RouteNode } from '#routing';

/** A node of a route in a line of words, for those who cannot see a drawing, and for comparing two of them. */
export interface RouteStep {
  readonly id: string;
  readonly kind: RouteNode['kind'] | 'process';
  readonly name: string;
  /** Credit codes of the departments that work there. */
  readonly departments: readonly string[];
  readonly facts: readonly string[];
  /** Where it goes on: ids, with the condition if there is one. */
  /** Everything that has a meaning, to be compared: no attribute is changed unseen. */
  readonly whole: string;
  readonly next: readonly { readonly to: string; readonly condition?: string; readonly otherwise: boolean }[];
}

/** Every node of a route in words, in the order of the file. */
export function stepsOfRoute({ nodes, flows }: Route): readonly RouteStep[] {
  return nodes.map((node) => ({
    id: node.id,
    kind: node.kind,
    name: node.name ?? '',
    departments: departmentsOf(node),
    facts: factsOf(node),
    whole: meaningOf(node),
    next: flows
      .filter(({ source }) => source === node.id)
      .map(({ id, target, condition }) => ({
        to: target,
        ...(condition === undefined ? {} : { condition }),
        otherwise: 'otherwise' in node && node.otherwise === id,
      })),
  }));
}

/** What is true of the route as a whole: whether the platform may approve by itself stands before everything else. */
export function processOf({ id, name = '', automatic }: Route): RouteStep {
  const facts = automatic === undefined ? [] : [`automatic: ${automatic.decision} (${automatic.after})`];
  return { id, kind: 'process', name, departments: [], facts, whole: JSON.stringify(automatic ?? null), next: [] };
}

function meaningOf({ kept: _, ...node }: RouteNode): string {
  return JSON.stringify(node);
}

function departmentsOf(node: RouteNode): readonly string[] {
  if (!('work' in node)) return [];
  const { joint, department, participants } = node.work;
  return [
    ...new Set([...(department === undefined ? [] : [department]), ...(joint?.departments ?? []), ...participants]),
  ];
}

/** Short facts, language-neutral: spans, completion, legal basis, the decision that is asked. */
function factsOf(node: RouteNode): readonly string[] {
  if (node.kind === 'timer')
    return [`${node.after.value} ${node.after.unit}`, `${node.interrupting ? 'interrupting' : 'beside'} ${node.on}`];
  if (!('work' in node)) return [];
  const { budget, joint, deemed, decision, operation, needs, visit, stage, form } = node.work;
  const completion = joint?.completion;
  return [
    ...(budget === undefined ? [] : [`${budget.value} ${budget.unit}`]),
    ...(completion === undefined ? [] : [completion.rule === 'n-of-m' ? `${completion.needed} / n` : completion.rule]),
    ...(deemed === undefined ? [] : [`${deemed.basis}: ${deemed.after.value} ${deemed.after.unit}`]),
    ...(needs === undefined ? [] : needsInWords(needs)),
    ...(visit === undefined ? [] : [`≥ ${visit.inspectors}`, ...visit.checklist]),
    ...(decision === undefined ? [] : [decision]),
    ...(operation === undefined ? [] : [operation]),
    ...(stage === undefined ? [] : [stage]),
    ...(form === undefined ? [] : [form]),
  ];
}

function needsInWords({ pages, materials }: NeedToKnow): readonly string[] {
  const listed = (list: readonly (string | number)[] | typeof EVERYTHING) =>
    list === EVERYTHING ? list : list.length === 0 ? '-' : list.join(' ');
  return [
    ...(pages === undefined ? [] : [`pages: ${listed(pages)}`]),
    ...(materials === undefined ? [] : [`materials: ${listed(materials)}`]),
  ];
}

export interface StepChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: RouteStep;
  readonly after?: RouteStep;
}

/** What is another between two routes, node by node. */
export function routeDiff(before: readonly RouteStep[], after: readonly RouteStep[]): readonly StepChange[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id): readonly StepChange[] => {
    const [old, fresh] = [before.find((step) => step.id === id), after.find((step) => step.id === id)];
    if (old === undefined) return fresh === undefined || saysNothing(fresh) ? [] : [{ kind: 'added', after: fresh }];
    if (fresh === undefined) return saysNothing(old) ? [] : [{ kind: 'removed', before: old }];
    return JSON.stringify(old) === JSON.stringify(fresh) ? [] : [{ kind: 'changed', before: old, after: fresh }];
  });
}

/** A process that is called otherwise and has nothing of its own is no change. */
function saysNothing({ kind, facts }: RouteStep): boolean {
  return kind === 'process' && facts.length === 0;
}

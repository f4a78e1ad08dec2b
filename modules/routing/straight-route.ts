import { exportRoute } from './bpmn/export-route.ts';
import { withDrawing } from './bpmn/with-drawing.ts';
import type { Flow, Route, RouteNode, Span } from './route.ts';

/** One task of a straight route. */
export interface StraightTask {
  readonly name: string;
  /** Key of the department that does it. */
  readonly department: string;
  readonly budget: Span;
}

/** A route in which one task follows the other, as BPMN: for items of which nobody has drawn one. */
export async function straightRoute(tasks: readonly StraightTask[]): Promise<string> {
  const work = tasks.map(({ name, department, budget }, at): RouteNode => ({
    id: `stage-${at + 1}`,
    kind: 'user',
    name,
    work: { department, budget, participants: [] },
    kept: {},
  }));
  const nodes: readonly RouteNode[] = [
    { id: 'start', kind: 'start', kept: {} },
    ...work,
    { id: 'end', kind: 'end', kept: {} },
  ];
  const flows = nodes.slice(1).map(({ id: target }, at): Flow => {
    const source = nodes[at]?.id ?? 'start';
    return { id: `${source}-to-${target}`, source, target, kept: {} };
  });
  return exportRoute(withDrawing({ id: 'route', nodes, flows, kept: KEPT }));
}

const KEPT: Route['kept'] = {
  process: { isExecutable: true },
  definitions: { id: 'definitions', targetNamespace: 'urn:tongban:routes', rootElements: [] },
};

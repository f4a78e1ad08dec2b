import type { RoutePicture } from '#publishing';
import type { ElementId, NodeKind, Route } from '#routing';
import { pictureOf } from './picture-of.ts';
import type { PublicFigures } from './public-figures.ts';

type Step = PublicFigures['steps'][number];

/** A node of the drawing with what happened there. */
export interface MapStep extends Step {
  readonly kind: NodeKind;
  /** As the route or the item calls it; empty where nobody has named it. */
  readonly name: string;
  /** Whether people work there. */
  readonly isTask: boolean;
}

export interface MapFlow {
  readonly flow: ElementId;
  readonly times: number;
  readonly cases: number;
  readonly from: ElementId;
  readonly to: ElementId;
}

/** Figures over a drawing: what a page shows as a picture and as a table with the same numbers. */
export interface ProcessMap {
  readonly cases: number;
  readonly unclear: number;
  readonly steps: readonly MapStep[];
  readonly flows: readonly MapFlow[];
  readonly picture: RoutePicture;
}

export function processMap(
  drawing: Route,
  figures: Pick<PublicFigures, 'steps' | 'edges' | 'unclear'> & { readonly cases: number },
): ProcessMap {
  const steps = new Map(figures.steps.map((step) => [step.step, step]));
  const edges = new Map(figures.edges.map((edge) => [edge.flow, edge]));
  return {
    cases: figures.cases,
    unclear: figures.unclear,
    steps: drawing.nodes.flatMap(({ id, kind, name = '' }): readonly MapStep[] => {
      const step = steps.get(id);
      return step === undefined ? [] : [{ ...step, kind, name, isTask: kind === 'user' }];
    }),
    flows: drawing.flows.flatMap(({ id, source: from, target: to }): readonly MapFlow[] => {
      const edge = edges.get(id);
      return edge === undefined ? [] : [{ ...edge, from, to }];
    }),
    picture: pictureOf(drawing),
  };
}

import { routePicture, type PictureNode, type RoutePicture } from '#publishing';
import { withDrawing, type ElementId, type Route } from '#routing';
import { EXITS } from './steps.ts';

/** Under each step stand three lines, above each flow a number. */
const GAP = { column: 76, row: 92 };
const EXIT = { size: 36, below: 72, fromRight: 14 };

/**
 * The drawing of a whole service. Acceptance and decision stand alone in their columns, so that the ends without a
 * result hang below them and the way that most cases go stays one line.
 */
export function pictureOf(drawing: Route): RoutePicture {
  const isExit = (id: ElementId) => EXITS.some(({ end }) => end === id);
  const picture = routePicture(
    withDrawing(
      {
        ...drawing,
        nodes: drawing.nodes.filter(({ id }) => !isExit(id)),
        flows: drawing.flows.filter(({ target }) => !isExit(target)),
      },
      GAP,
    ),
  );
  const exits = EXITS.flatMap(({ from, flow, end }) => {
    const step = picture.nodes.find(({ id }) => id === from);
    return step === undefined ? [] : [exitOf(step, { flow, end })];
  });
  return {
    ...picture,
    height: Math.max(picture.height, ...exits.map(({ node }) => node.y + node.height)),
    nodes: [...picture.nodes, ...exits.map(({ node }) => node)],
    edges: [...picture.edges, ...exits.map(({ edge }) => edge)],
  };
}

function exitOf(
  { x, y, width, height }: PictureNode,
  { flow, end }: { readonly flow: ElementId; readonly end: ElementId },
): { readonly node: PictureNode; readonly edge: RoutePicture['edges'][number] } {
  const [middle, top] = [x + width - EXIT.fromRight, y + height + EXIT.below];
  return {
    node: { id: end, kind: 'end', name: '', x: middle - EXIT.size / 2, y: top, width: EXIT.size, height: EXIT.size },
    edge: { id: flow, points: `${middle},${y + height} ${middle},${top}` },
  };
}

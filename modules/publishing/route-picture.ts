import type { Route, RouteNode } from '#routing';

export interface PictureNode {
  readonly id: string;
  readonly kind: RouteNode['kind'];
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The drawing of a route in numbers: whoever shows it needs no editor. */
export interface RoutePicture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly { readonly id: string; readonly points: string }[];
}

const MARGIN = 20;

/** Reads the drawing (BPMNDI) that a route carries. */
export function routePicture({ nodes, kept }: Route): RoutePicture {
  const elements = planeOf(kept.definitions.diagrams);
  const boxes = new Map(elements.flatMap(boxOf));
  const shown = nodes.flatMap((node): readonly PictureNode[] => {
    const box = boxes.get(node.id);
    return box === undefined ? [] : [{ id: node.id, kind: node.kind, name: node.name ?? '', ...box }];
  });
  return {
    width: Math.max(0, ...shown.map(({ x, width }) => x + width)) + MARGIN,
    height: Math.max(0, ...shown.map(({ y, height }) => y + height)) + MARGIN,
    nodes: shown,
    edges: elements.flatMap(edgeOf),
  };
}

interface Part {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && 'type' in value && 'values' in value;
const parts = (value: unknown): readonly Part[] =>
  Array.isArray(value) ? value.filter(isPart) : isPart(value) ? [value] : [];

function planeOf(diagrams: unknown): readonly Part[] {
  const [plane] = parts(diagrams).flatMap(({ values }) => parts(values.plane));
  return parts(plane?.values.planeElement);
}

function refOf({ values: { bpmnElement } }: Part): string {
  return typeof bpmnElement === 'object' && bpmnElement !== null && 'ref' in bpmnElement ? String(bpmnElement.ref) : '';
}

type Box = Pick<PictureNode, 'x' | 'y' | 'width' | 'height'>;

function boxOf(part: Part): readonly (readonly [string, Box])[] {
  const [bounds] = parts(part.values.bounds);
  if (part.type !== 'bpmndi:BPMNShape' || bounds === undefined) return [];
  const { x, y, width, height } = bounds.values;
  return [[refOf(part), { x: Number(x), y: Number(y), width: Number(width), height: Number(height) }]];
}

function edgeOf(part: Part): RoutePicture['edges'] {
  if (part.type !== 'bpmndi:BPMNEdge') return [];
  const points = parts(part.values.waypoint).map(({ values: { x, y } }) => `${Number(x)},${Number(y)}`);
  return [{ id: refOf(part), points: points.join(' ') }];
}

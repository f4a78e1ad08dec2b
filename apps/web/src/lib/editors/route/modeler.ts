import Modeler from 'bpmn-js/lib/Modeler';
import { translateWith, type Say } from '../page.ts';
import { routeTools } from './palette.ts';
import type { Element } from './parts.ts';

/** The services of the library that the panel works with; it has no types for them that fit together. */
export interface Editor {
  readonly elements: () => readonly Element[];
  readonly find: (id: string) => Element | undefined;
  readonly selected: () => Element | undefined;
  readonly select: (element: Element) => void;
  readonly set: (element: Element, properties: Readonly<Record<string, unknown>>) => void;
  /** Sets properties of a part of an element that is no element itself. */
  readonly setPart: (element: Element, part: object, properties: Readonly<Record<string, unknown>>) => void;
  readonly make: (type: string, properties?: Readonly<Record<string, unknown>>) => object;
  readonly append: (to: Element, shape: Readonly<Record<string, unknown>>) => Element;
  readonly attach: (to: Element, shape: Readonly<Record<string, unknown>>) => Element;
  readonly connect: (from: Element, to: Element) => void;
  readonly remove: (element: Element) => void;
  readonly mark: (elements: ReadonlySet<string>, name: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly fit: () => void;
  readonly zoom: (by: number) => void;
  readonly write: () => Promise<string>;
  readonly onChange: (act: () => void) => void;
  readonly onSelect: (act: () => void) => void;
}

interface Services {
  readonly canvas: {
    zoom: (to?: number | 'fit-viewport', center?: 'auto') => number;
    addMarker: (id: string, name: string) => void;
    removeMarker: (id: string, name: string) => void;
    scroll: (by: { readonly dx: number; readonly dy: number }) => void;
    scrollToElement: (element: Element) => void;
  };
  readonly elementRegistry: {
    getAll: () => readonly Element[];
    get: (id: string) => Element | undefined;
  };
  readonly selection: { get: () => readonly Element[]; select: (element: Element) => void };
  readonly modeling: {
    updateProperties: (element: Element, properties: object) => void;
    updateModdleProperties: (element: Element, part: object, properties: object) => void;
    createShape: (...placed: readonly [shape: unknown, at: object, parent: Element, hints: object]) => Element;
    connect: (from: Element, to: Element) => void;
    removeElements: (elements: readonly Element[]) => void;
  };
  readonly elementFactory: { createShape: (attributes: object) => unknown };
  readonly bpmnFactory: { create: (type: string, properties?: object) => object };
  readonly autoPlace: { append: (source: Element, shape: unknown) => Element };
  readonly commandStack: { undo: () => void; redo: () => void; canUndo: () => boolean; canRedo: () => boolean };
}

interface Options {
  readonly container: HTMLElement;
  /** The platform's own attributes, as the server reads them. */
  readonly attributes: object;
  readonly say: Say;
}

/** Opens a route for drawing. @throws what the library says of a file that it cannot read */
export async function openRoute(xml: string, { container, attributes, say }: Options): Promise<Editor> {
  const modeler = new Modeler({
    container,
    moddleExtensions: { tongban: attributes },
    additionalModules: [routeTools(say), { translate: ['value', translateWith(say, 'editor.bpmn.')] }],
  });
  await modeler.importXML(xml);
  const service = <Name extends keyof Services>(name: Name) => modeler.get<Services[Name]>(name);
  const canvas = service('canvas');
  const fit = () => fitBeside(canvas);
  fit();
  const registry = service('elementRegistry');
  return {
    ...reading(modeler, service),
    ...changing(service),
    select: (element) => {
      service('selection').select(element);
      canvas.scrollToElement(element);
    },
    mark: (elements, name) => {
      for (const { id } of registry.getAll()) {
        if (elements.has(id)) canvas.addMarker(id, name);
        else canvas.removeMarker(id, name);
      }
    },
    fit,
    zoom: (by) => void canvas.zoom(canvas.zoom() * by),
  };
}

/** The whole drawing in sight, beside the palette. */
function fitBeside(canvas: Services['canvas']): void {
  const PALETTE = 60;
  canvas.zoom('fit-viewport', 'auto');
  canvas.zoom(Math.min(1, canvas.zoom() * 0.84), 'auto');
  canvas.scroll({ dx: PALETTE, dy: 0 });
}

type Service = <Name extends keyof Services>(name: Name) => Services[Name];

function reading(modeler: Modeler, service: Service) {
  const registry = service('elementRegistry');
  return {
    elements: () => registry.getAll().filter(({ labelTarget, type }) => !labelTarget && DRAWN.test(type)),
    find: (id: string) => registry.get(id),
    selected: () => {
      const [one] = service('selection').get();
      return one?.labelTarget ?? one;
    },
    write: async () => (await modeler.saveXML({ format: true })).xml ?? '',
    onChange: (act: () => void) => modeler.on('commandStack.changed', act),
    onSelect: (act: () => void) => modeler.on('selection.changed', act),
  };
}

const DRAWN = /^bpmn:(?!Process|Collaboration|Participant|Lane|Group|TextAnnotation|Association)/;

function changing(service: Service) {
  const [modeling, factory, stack] = [service('modeling'), service('bpmnFactory'), service('commandStack')];
  const shapeOf = (attributes: object) => service('elementFactory').createShape({ ...attributes });
  return {
    set: (element: Element, properties: object) => modeling.updateProperties(element, properties),
    setPart: (element: Element, part: object, properties: object) =>
      modeling.updateModdleProperties(element, part, properties),
    make: (type: string, properties?: object) => factory.create(type, properties),
    append: (to: Element, shape: object) => service('autoPlace').append(to, shapeOf(shape)),
    attach: (to: Element, shape: object) =>
      modeling.createShape(shapeOf(shape), { x: to.x + to.width - 30, y: to.y + to.height }, to, { attach: true }),
    connect: (from: Element, to: Element) => modeling.connect(from, to),
    remove: (element: Element) => modeling.removeElements([element]),
    undo: () => {
      if (stack.canUndo()) stack.undo();
    },
    redo: () => {
      if (stack.canRedo()) stack.redo();
    },
  };
}

import type { Say } from '../page.ts';

type Entries = Record<string, unknown>;
type Provider = (entries: Entries) => Entries;

/** What of the library's own tools makes something that a route may have (docs/routes.md). */
const PAD = new Set(['append.end-event', 'append.gateway', 'append.text-annotation', 'connect', 'replace', 'delete']);

const REPLACEMENTS = new Set([
  'replace-with-user-task',
  'replace-with-service-task',
  'replace-with-rule-task',
  'replace-with-exclusive-gateway',
  'replace-with-parallel-gateway',
  'replace-with-inclusive-gateway',
  'replace-with-none-end',
  'replace-with-terminate-end',
  'replace-with-expanded-subprocess',
  'replace-with-timer-boundary',
  'replace-with-non-interrupting-timer-boundary',
  'replace-with-default-flow',
  'replace-with-conditional-flow',
  'replace-with-sequence-flow',
]);

const TOOLS = new Set(['hand-tool', 'lasso-tool', 'space-tool', 'global-connect-tool', 'tool-separator']);

const only =
  (known: ReadonlySet<string>): Provider =>
  (entries) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => known.has(name)));

/** Something that can be put into a route, as palette and panel name it. */
export interface Piece {
  readonly name: string;
  readonly icon: string;
  readonly shape: Readonly<Record<string, unknown>>;
}

export const PIECES: readonly Piece[] = [
  { name: 'user', icon: 'user-task', shape: { type: 'bpmn:UserTask' } },
  { name: 'rule', icon: 'business-rule-task', shape: { type: 'bpmn:BusinessRuleTask' } },
  { name: 'service', icon: 'service-task', shape: { type: 'bpmn:ServiceTask' } },
  { name: 'exclusive', icon: 'gateway-xor', shape: { type: 'bpmn:ExclusiveGateway' } },
  { name: 'parallel', icon: 'gateway-parallel', shape: { type: 'bpmn:ParallelGateway' } },
  { name: 'inclusive', icon: 'gateway-or', shape: { type: 'bpmn:InclusiveGateway' } },
  { name: 'subprocess', icon: 'subprocess-expanded', shape: { type: 'bpmn:SubProcess', isExpanded: true } },
  { name: 'start', icon: 'start-event-none', shape: { type: 'bpmn:StartEvent' } },
  { name: 'end', icon: 'end-event-none', shape: { type: 'bpmn:EndEvent' } },
  {
    name: 'terminate',
    icon: 'end-event-terminate',
    shape: { type: 'bpmn:EndEvent', eventDefinitionType: 'bpmn:TerminateEventDefinition' },
  },
];

interface Registry {
  registerProvider: (...args: readonly unknown[]) => void;
}
interface Factory {
  createShape: (attributes: object) => unknown;
}
interface Create {
  start: (event: unknown, shape: unknown) => void;
}
interface Placed {
  append: (source: unknown, shape: unknown) => unknown;
}

interface Services {
  readonly palette: Registry;
  readonly contextPad: Registry;
  readonly popupMenu: Registry;
  readonly create: Create;
  readonly elementFactory: Factory;
  readonly autoPlace: Placed;
}

interface Injector {
  get: <Name extends keyof Services>(name: Name) => Services[Name];
}

/** Providers of low priority come last: they get what the others have gathered. */
const LAST = 100;

/**
 * A module of the editor that leaves of its tools what a route may have, and adds pieces by the names of the platform.
 */
export function routeTools(say: Say): Record<string, unknown> {
  function Tools(injector: Injector) {
    const pieces = piecesOf(injector, say);
    const appendTask = appendTaskOf(injector, say);
    injector.get('palette').registerProvider(LAST, {
      getPaletteEntries: () => (entries: Entries) => ({ ...only(TOOLS)(entries), ...pieces }),
    });
    injector.get('contextPad').registerProvider(LAST, {
      getContextPadEntries: () => (entries: Entries) => ({
        ...('append.gateway' in entries ? appendTask : {}),
        ...only(PAD)(entries),
      }),
      getMultiElementContextPadEntries: () => only(new Set(['delete'])),
    });
    injector.get('popupMenu').registerProvider('bpmn-replace', LAST, {
      getPopupMenuEntries: () => only(REPLACEMENTS),
      getPopupMenuHeaderEntries: () => () => ({}),
    });
  }
  return { __init__: ['routeTools'], routeTools: ['type', Object.assign(Tools, { $inject: ['injector'] })] };
}

function piecesOf(injector: Injector, say: Say): Entries {
  const begin = (piece: Piece) => (event: unknown) => {
    injector.get('create').start(event, injector.get('elementFactory').createShape({ ...piece.shape }));
  };
  return Object.fromEntries(
    PIECES.map((piece) => [
      `create.${piece.name}`,
      {
        group: 'pieces',
        className: `bpmn-icon-${piece.icon}`,
        title: say(`editor.piece.${piece.name}`),
        action: { click: begin(piece), dragstart: begin(piece) },
      },
    ]),
  );
}

function appendTaskOf(injector: Injector, say: Say): Entries {
  const click = (_: unknown, element: unknown) =>
    injector.get('autoPlace').append(element, injector.get('elementFactory').createShape({ type: 'bpmn:UserTask' }));
  const title = say('editor.append.user');
  return { 'append.user': { group: 'model', className: 'bpmn-icon-user-task', title, action: { click } } };
}

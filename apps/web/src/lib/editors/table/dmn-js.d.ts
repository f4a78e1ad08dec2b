/** dmn-js has no types: what the editor of tables uses of it. */
declare module 'dmn-js/lib/Modeler' {
  export interface DmnElement {
    readonly id: string;
    readonly name?: string;
    readonly $type: string;
    readonly $model: { create: (type: string, properties: object) => DmnElement };
    $parent?: DmnElement;
    get: (name: string) => unknown;
  }
  export interface DmnView {
    readonly id: string;
    readonly type: string;
    readonly name?: string;
    readonly element: DmnElement;
  }
  export interface DmnViewer {
    on: (event: string, act: () => void) => void;
  }
  class DmnModeler {
    constructor(options: { container: HTMLElement; common?: object; [view: string]: unknown });
    importXML(xml: string, options?: { open: boolean }): Promise<{ warnings: readonly string[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): readonly DmnView[];
    getActiveView(): DmnView | undefined;
    getActiveViewer(): DmnViewer | undefined;
    getDefinitions(): DmnElement;
    open(view: DmnView): Promise<unknown>;
  }
  export { DmnModeler as default };
}

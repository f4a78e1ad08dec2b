/** Why a file is no model that decides anything here; sentences under `model.`. */
export type RefusalCode =
  | 'model.too-large'
  | 'model.too-deep'
  | 'model.not-utf8'
  | 'model.not-xml'
  | 'model.doctype'
  | 'model.encoding'
  | 'model.not-dmn'
  | 'model.element-unknown'
  | 'model.element-missing'
  | 'model.attribute-missing'
  | 'model.value-malformed'
  | 'model.id-duplicate'
  | 'model.name-duplicate'
  | 'model.language'
  | 'model.table-uneven';

/** Something in a model's file for which the whole model is refused. */
export interface ModelRefusal {
  readonly code: RefusalCode;
  /** Counted from 1; undefined if it is the file as a whole. */
  readonly line: number | undefined;
  /** Id of the element, or of the nearest around it that has one. */
  readonly element: string | undefined;
  /** A name or value from the file, on one line and short. */
  readonly detail: string | undefined;
}

/** Collects refusals while a file is read. */
export type Refuse = (code: RefusalCode, at: At, detail?: string) => void;

export interface At {
  readonly line?: number;
  readonly id?: string | undefined;
}

import type { ModelRefusalCode } from '#routing';

/** Why a file is no model that decides anything, for whoever sits at the terminal. */
export const sentences: Readonly<Record<ModelRefusalCode, string>> = {
  'model.too-large': 'is more than is read: 16 million characters, 250,000 XML elements',
  'model.too-deep': 'elements are nested deeper than 200',
  'model.not-utf8': 'the file is not UTF-8',
  'model.not-xml': 'the file is not well-formed XML here',
  'model.doctype': 'a DOCTYPE, and so entities of its own, is refused before anything is read',
  'model.encoding': 'only XML 1.0 in UTF-8 is read',
  'model.not-dmn': 'the file is XML, but no model of DMN 1.1 to 1.6',
  'model.element-unknown': 'is an element that DMN does not know here',
  'model.element-missing': 'lacks an element that it needs',
  'model.attribute-missing': 'lacks an attribute that it needs',
  'model.value-malformed': 'has a value that is none of those that DMN knows',
  'model.id-duplicate': 'is the id of two parts',
  'model.name-duplicate': 'is the name of two parts',
  'model.language': 'expressions are FEEL; this one names another language',
  'model.table-uneven': 'a row has as many cells as there are columns',
};

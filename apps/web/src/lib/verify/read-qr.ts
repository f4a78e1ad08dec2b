/** What a camera or a picture shows: four bytes for each pixel. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

type Reader = (data: Uint8ClampedArray, width: number, height: number) => { readonly binaryData: number[] } | null;

/** The bytes of a QR code in a picture, for browsers that do not read codes themselves; loaded when it is needed. */
export async function readQr({ data, width, height }: Pixels): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const read = readerIn(await import('jsqr'));
  const found = read(data, width, height);
  return found === null || found.binaryData.length === 0 ? undefined : Uint8Array.from(found.binaryData);
}

/** The package is CommonJS: its function is one or two `default` deep, as the bundler or Node sees it. */
function readerIn(module: unknown): Reader {
  if (isReader(module)) return module;
  if (typeof module === 'object' && module !== null && 'default' in module) return readerIn(module.default);
  throw new Error('jsqr exports no function.');
}

function isReader(value: unknown): value is Reader {
  return typeof value === 'function';
}

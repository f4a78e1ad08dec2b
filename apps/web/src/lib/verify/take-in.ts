import { MOST_BYTES, type Refused } from './judge.ts';
import { readQr, type Pixels } from './read-qr.ts';

/** The longer side to which a photograph is reduced before it is searched: enough for a code that fills a third of it. */
const MOST_PIXELS = 1600;

/** The bytes to verify: those of a file, or of the code in a picture. */
export async function takeIn(file: File): Promise<Uint8Array<ArrayBuffer> | Refused> {
  if (file.type.startsWith('image/')) return fromPicture(file);
  if (file.size > MOST_BYTES) return { problem: 'verify.problem.large' };
  return new Uint8Array(await file.arrayBuffer());
}

async function fromPicture(file: File): Promise<Uint8Array<ArrayBuffer> | Refused> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return { problem: 'verify.problem.picture' };
  }
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const pixels = pixelsOf(picture, { width: picture.width * scale, height: picture.height * scale });
  picture.close();
  return (pixels && (await readQr(pixels))) ?? { problem: 'verify.problem.no-code' };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a picture or the camera shows at this moment. */
export function pixelsOf(source: CanvasImageSource, { width, height }: Size): Pixels | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || canvas.width === 0 || canvas.height === 0) return undefined;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

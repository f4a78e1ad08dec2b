import { readQr } from './read-qr.ts';
import { pixelsOf } from './take-in.ts';

/** Between two looks: a code is held still for a second, and an old phone needs a quarter of one to search. */
const PAUSE_MS = 250;

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}

type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

export interface Camera {
  /** The bytes of the first code that is seen; undefined once the camera is closed. */
  readonly found: Promise<Uint8Array<ArrayBuffer> | undefined>;
  readonly close: () => void;
}

export function hasCamera(): boolean {
  return 'mediaDevices' in navigator && typeof navigator.mediaDevices.getUserMedia === 'function';
}

/** Opens the camera at the back and looks for a code. @throws DOMException when nobody allows it */
export async function openCamera(video: HTMLVideoElement): Promise<Camera> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  let open = true;
  const close = () => {
    open = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play();
  const look = lookerFor(video);
  const watch = async () => {
    while (open) {
      const bytes = await look();
      if (bytes !== undefined) return bytes;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return undefined;
  };
  return { found: watch().finally(close), close };
}

/** The browser's own reader of codes where there is one, else ours. */
function lookerFor(video: HTMLVideoElement): () => Promise<Uint8Array<ArrayBuffer> | undefined> {
  const Own: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  const ours = async () => {
    const pixels = pixelsOf(video, { width: video.videoWidth, height: video.videoHeight });
    return pixels && readQr(pixels);
  };
  if (!isDetectorClass(Own)) return ours;
  const detector = new Own({ formats: ['qr_code'] });
  return async () => {
    try {
      const [code] = await detector.detect(video);
      return code && new TextEncoder().encode(code.rawValue);
    } catch {
      // Some browsers have the class without the service behind it.
      return ours();
    }
  };
}

function isDetectorClass(value: unknown): value is DetectorClass {
  return typeof value === 'function';
}

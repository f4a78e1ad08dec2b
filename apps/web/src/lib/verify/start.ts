// The only script of the public pages. It runs on /verify alone and asks the network for nothing.
import type { Trust } from '#audit';
import { parseKey, parsePolicy } from '#tlog';
import { hasCamera, openCamera, type Camera } from './camera.ts';
import { judge, pasted } from './judge.ts';
import { show } from './show.ts';
import { takeIn } from './take-in.ts';
import { wordsOf, type Sentences } from './words.ts';

const page = the('verify', HTMLElement);
const words = wordsOf(JSON.parse(page.dataset.sentences ?? '{}') as Sentences);
const keysIn = (lines = '') => lines.split('\n').filter(Boolean).map(parseKey);
const trust: Trust = {
  policy: parsePolicy(page.dataset.policy ?? ''),
  receiptKeys: keysIn(page.dataset.keys),
  earlierKeys: keysIn(page.dataset.earlier),
};

function the<T extends HTMLElement>(id: string, kind: abstract new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
}

const result = the('result', HTMLElement);
const verify = (bytes: Uint8Array) => show(result, judge(bytes, trust), words);

const file = the('file', HTMLInputElement);
file.addEventListener('change', () => {
  const [chosen] = file.files ?? [];
  // So that the same file can be chosen again.
  const done = () => (file.value = '');
  if (chosen !== undefined) void verifyFileOf(chosen).finally(done);
});

async function verifyFileOf(chosen: File): Promise<void> {
  const taken = await takeIn(chosen).catch(() => ({ problem: 'verify.problem.fault' }));
  if (taken instanceof Uint8Array) verify(taken);
  else show(result, taken, words);
}

the('paste', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  verify(pasted(the('text', HTMLTextAreaElement).value));
});

const video = the('video', HTMLVideoElement);
const state = the('camera-state', HTMLElement);
const open = the('camera-open', HTMLButtonElement);
const stop = the('camera-stop', HTMLButtonElement);
let camera: Camera | undefined;

function turn(on: boolean): void {
  open.hidden = on;
  stop.hidden = !on;
  video.hidden = !on;
}

async function scan(): Promise<void> {
  turn(true);
  state.textContent = words.plain('verify.camera.looking');
  try {
    camera = await openCamera(video);
    const bytes = await camera.found;
    state.textContent = '';
    turn(false);
    if (bytes !== undefined) verify(bytes);
  } catch {
    turn(false);
    state.textContent = words.plain('verify.camera.refused');
  }
}

open.addEventListener('click', () => void scan());
stop.addEventListener('click', () => camera?.close());
addEventListener('pagehide', () => camera?.close());

the('camera', HTMLElement).hidden = !hasCamera();
the('without', HTMLElement).hidden = true;
the('with', HTMLElement).hidden = false;

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SESSION_COOKIE } from '#identity';
import { excess, weigh } from '../apps/web/weights.ts';
import { openCity, type City } from './pages/city.ts';
import { residents } from './pages/look.ts';
import { everyLook } from './pages/looks.ts';
import { playScene, type Scene } from './pages/scene.ts';
import { sessionOf } from './pages/sessions.ts';

let city: City;
let scene: Scene;
before(async () => {
  city = await openCity();
  scene = await playScene(city);
});
after(async () => city.close());

/** Visitors and those who apply; officers and the bureau have good lines. */
const ON_BAD_LINES = new Set<string>(['', ...residents]);

test('every page of a resident keeps the budget of a bad line, and runs no script', async () => {
  const found: string[] = [];
  for (const { path, who = '' } of everyLook(scene)) {
    if (!ON_BAD_LINES.has(who)) continue;
    const cookie = who === '' ? '' : `${SESSION_COOKIE}=${await sessionOf(city, who)}`;
    found.push(...excess(await weigh(city.origin, path, cookie)));
  }
  assert.deepEqual(found, []);
});

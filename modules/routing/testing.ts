export { randomBlock } from './testing/blocks.ts';
export { buildRoute } from './testing/build-route.ts';
export { day, draw } from './testing/draw.ts';
export { named } from './testing/named.ts';
export { randomFrom, type Random } from './testing/random.ts';

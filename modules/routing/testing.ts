export { day, draw } from './testing/draw.ts';

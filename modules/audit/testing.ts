export type { City } from './testing/city.ts';
export { Random } from './testing/random.ts';
export { honestCity, live } from './testing/live.ts';
export { cheats } from './testing/trial.ts';

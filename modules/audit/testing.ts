export type { City } from './testing/city.ts';
export { honestCity, live } from './testing/live.ts';
export { cheats } from './testing/trial.ts';

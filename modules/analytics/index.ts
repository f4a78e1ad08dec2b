export { processOf, type Process } from './process-of.ts';

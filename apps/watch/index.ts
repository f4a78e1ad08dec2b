export { mirrorCommand } from './mirror-command.ts';
export { monitorCommand } from './monitor-command.ts';
export { verifyCommand } from './verify-command.ts';
export { witnessCommand } from './witness-command.ts';
export { whyNot } from './why-not.ts';

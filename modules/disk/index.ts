export { FileConflict } from './file-conflict.ts';
export { directoryFiles, keepAll, type LogFiles } from './log-files.ts';
export { newSigningKey, readSigningKey } from './signing-key.ts';
export { readIfThere, writeDurably, writeWhole } from './whole-file.ts';

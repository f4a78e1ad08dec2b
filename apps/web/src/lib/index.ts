export { attempt, typedIn, one, many, newKey, type Failed, type Typed } from './ui/work/attempt.server.ts';
export { speak, text, type Translate } from './text.ts';

import type { Logger } from 'pino';

/** It asks for an LTS release by name; ours has none of its own in the package that npm brings. */
const HARMLESS = 'oidc-provider WARNING: Unsupported runtime';

/** What libraries say to the terminal goes to the log, where operators look. */
export function libraryNoise(log: Pick<Logger, 'debug' | 'warn'>): void {
  const say = (...words: readonly unknown[]) => {
    const text = words.map(String).join(' ');
    if (text.includes(HARMLESS)) log.debug(text);
    else log.warn(text);
  };
  console.warn = say;
  console.info = say;
}

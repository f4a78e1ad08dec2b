import { getContext, setContext } from 'svelte';

/** Puts a sentence of locales/ into words. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const CONTEXT = 't';

let translators: ((locale: string) => Translate) | undefined;

/** Called once by hooks.server.ts: components reach the sentences without importing a server module. */
export function provideTranslators(source: (locale: string) => Translate): void {
  translators = source;
}

/** Sets the language of a page; the root layout does it. One context per request, so requests cannot mix. */
export function speak(locale: string): Translate {
  if (translators === undefined) throw new Error('provideTranslators was not called.');
  return setContext(CONTEXT, translators(locale));
}

/** The translator of the page; call while a component is set up. */
export function text(): Translate {
  return getContext<Translate>(CONTEXT);
}

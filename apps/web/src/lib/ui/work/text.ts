import { getContext } from 'svelte';

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The translator of the page; call while a component is set up. */
export function text(): Translate {
  return getContext<Translate>('t');
}

import type { World } from '#kernel';

/** A world that may say it is a demonstration. Where nothing is said, sample accounts do not exist. */
export interface SignInWorld extends World {
  readonly config?: { readonly demo: boolean };
}

export function isDemo({ config }: SignInWorld): boolean {
  return config?.demo === true;
}

import { translator } from '#kernel';

/** The words on the screen, so that no test repeats them. */
export const t = translator();

/** Of a model's file. */
export const MOST_CHARACTERS = 16_000_000;
export const MOST_XML_ELEMENTS = 250_000;
export const MOST_DEPTH = 200;
/** Refusals of one file; whoever has so many need not be told of more. */
export const MOST_REFUSALS = 100;
/** Models of one directory that may import each other. */
export const MOST_MODELS = 200;
/** Tables that fired in one decision, each with its rules. */
export const MOST_FIRED = 1_000;
/** Rules that are compared with each other for overlaps and gaps. */
export const MOST_CHECKED_RULES = 2_000;

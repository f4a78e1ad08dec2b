/** A drawn model of 10,000 nodes is about 6 MB; nothing that people drew comes near. */
export const MOST_CHARACTERS = 16_000_000;
export const MOST_XML_ELEMENTS = 250_000;
/** Nodes and sequence flows together. */
export const MOST_FLOW_ELEMENTS = 25_000;
/** Nesting of XML elements: ten sub-processes within each other need about twenty. */
export const MOST_DEPTH = 40;
/** Flows into or out of one node, nodes in one lane. */
export const MOST_REFERENCES = 25_000;
/** A list of problems longer than this helps nobody. */
export const MOST_PROBLEMS = 200;
export const MOST_CONDITION = 2_000;
export const MOST_ID = 200;
/**
 * For every element that it cannot place the parser counts the lines of the file again: characters times elements, two
 * seconds at most. Of a file with more, only the first such element is named.
 */
export const MOST_LOOKING_BACK = 1_000_000_000;

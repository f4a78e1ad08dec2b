/** What the cells' editor makes elements with. */
interface Maker {
  createElement: (name: string, options?: ElementCreationOptions) => HTMLElement;
}

/**
 * The cells' editor puts its style sheet into the page. The page's policy allows that to whoever knows the number that
 * came with this answer, and the editor has no other way to be told.
 */
export function styleWith(nonce: string): void {
  const page: Maker = document;
  const create = page.createElement.bind(document);
  page.createElement = (name, options) => {
    const made = create(name, options);
    if (name === 'style') made.setAttribute('nonce', nonce);
    return made;
  };
}

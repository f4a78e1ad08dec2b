/**
 * The cells' editor puts its style sheet into the page. The page's policy allows that to whoever knows the number that
 * came with this answer, and the editor has no other way to be told.
 */
export function styleWith(nonce: string): void {
  const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => Element;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (name === 'style') made.setAttribute('nonce', nonce);
    return made;
  }) as typeof document.createElement;
}

// What the editors have in common: the page around them.

export function the<Kind extends Element>(id: string, kind: abstract new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
}

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The sentences of a page, in the language that the server speaks. */
export function sentences(json: string | undefined): Say {
  const known = JSON.parse(json ?? '{}') as Readonly<Record<string, string>>;
  return (key, values = {}) =>
    (known[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

type Child = Node | string;

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** An element with attributes and children; `undefined` and `false` leave an attribute out. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/**
 * Writes the file into its field before the form is sent, and asks before a page is left that was changed.
 * @param write the file as it is drawn now
 */
export function sendWith(
  form: HTMLFormElement,
  field: HTMLTextAreaElement,
  { write, isChanged }: { readonly write: () => Promise<string>; readonly isChanged: () => boolean },
): void {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) return;
    event.preventDefault();
    const { submitter } = event;
    void write().then((file) => {
      field.value = file;
      sent = true;
      // While this event is still on its way, another submission of the same form is ignored.
      setTimeout(() => form.requestSubmit(submitter));
    });
  });
  addEventListener('beforeunload', (event) => {
    if (!sent && isChanged()) event.preventDefault();
  });
  // Back from the next page, out of the browser's memory: it can be sent again.
  addEventListener('pageshow', () => (sent = false));
}

/** Calls once things have been quiet for a moment. */
export function whenQuiet(act: () => void, milliseconds = 500): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
}

/**
 * The words of a library in those of the page: the beginning of the key, then the library's sentence in small letters
 * with hyphens. What the page has no words for stays as it is.
 */
export function translateWith(say: Say, beginning: string) {
  return (sentence: string, values?: Readonly<Record<string, string>>): string => {
    const key = `${beginning}${sentence.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
    const said = say(key, values);
    return said === key ? sentence : said;
  };
}

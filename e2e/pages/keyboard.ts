import type { Page } from 'playwright-core';

interface Stop {
  /** Its place among all that can be reached, or -1. */
  readonly at: number;
  readonly what: string;
  readonly seen: boolean;
  /** Before the contents stands what somebody would have to walk through on every page. */
  readonly needsSkip: boolean;
}

/** Drawings, and previews in frames of their own, have stops that no page counts. */
const STOPS_IN_FRAMES = 300;

/** Tabs through the whole page; says what cannot be reached or does not show that it is focused. */
export async function walkByKeyboard(page: Page): Promise<readonly string[]> {
  const all = await page.evaluate(markStops);
  const faults: string[] = [];
  const reached = new Set<number>();
  let last = -1;
  const most = 2 * all.length + STOPS_IN_FRAMES;
  for (let presses = 0; presses <= most; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    // A date has a stop for its year, its month and its day.
    if (stop === undefined || (stop.at >= 0 && stop.at !== last && reached.has(stop.at))) break;
    last = stop.at;
    if (presses === 0 && stop.needsSkip && !stop.what.includes('skip')) faults.push(`the first stop is ${stop.what}`);
    if (!stop.seen) faults.push(`${stop.what} does not show that it is focused`);
    reached.add(stop.at);
  }
  return [...faults, ...all.filter((_, at) => !reached.has(at)).map((what) => `${what} is out of reach`)];
}

/** Runs in the page: numbers whatever somebody with a mouse could use, and forgets what was focused on arrival. */
function markStops(): readonly string[] {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  const groups = new Set<string>();
  const usable = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
  ].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.tabIndex < 0) return false;
    if (element.matches(':disabled')) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    const radios = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${element.name}"]`)];
    const first = radios.find(({ checked }) => checked) ?? element;
    if (element !== first || groups.has(element.name)) return false;
    groups.add(element.name);
    return true;
  });
  usable.forEach((element, at) => (element.dataset.stop = String(at)));
  return usable.map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 20)} ${element.id}`);
}

/** Runs in the page. */
function focused(): Stop | undefined {
  const outer = document.activeElement;
  const inner = outer instanceof HTMLIFrameElement ? outer.contentDocument?.activeElement : undefined;
  const element = inner !== null && inner !== undefined && inner.tagName !== 'BODY' ? inner : outer;
  if (element === null || element === document.body) return undefined;
  // A field may let the frame around it show that it is focused.
  const seen = [element, element.parentElement].some((one) => {
    if (one === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  const { width, height } = element.getBoundingClientRect();
  return {
    at: Number(element.getAttribute('data-stop') ?? -1),
    what: `${element.tagName} ${element.getAttribute('class') ?? ''} ${element.textContent.trim().slice(0, 20)} ${element.id}`,
    seen: seen && width > 0 && height > 0,
    needsSkip: document.querySelector('header, nav') !== null,
  };
}

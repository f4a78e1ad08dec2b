// The script of the form editor: while somebody types, both previews follow. Without it, two buttons do the same.
import { whenQuiet } from '../page.ts';

const form = document.querySelector<HTMLFormElement>('form[data-preview]');
const buttons = [...(form?.querySelectorAll<HTMLButtonElement>('button[data-to]') ?? [])];

const BETWEEN_MS = 100;

if (form !== null && buttons.length > 0) {
  for (const button of buttons) button.hidden = true;
  const follow = whenQuiet(() => {
    // One after the other: a form forgets where it was being sent when it is sent again at once.
    for (const [at, button] of buttons.entries()) setTimeout(() => form.requestSubmit(button), at * BETWEEN_MS);
  });
  form.addEventListener('input', follow);
}

// The script of the form editor: while somebody types, both previews follow. Without it, two buttons do the same.
import { whenQuiet } from '../page.ts';

const form = document.querySelector<HTMLFormElement>('form[data-preview]');
const buttons = [...(form?.querySelectorAll<HTMLButtonElement>('button[data-to]') ?? [])];

if (form !== null && buttons.length > 0) {
  for (const button of buttons) button.hidden = true;
  const follow = whenQuiet(() => {
    for (const button of buttons) form.requestSubmit(button);
  });
  form.addEventListener('input', follow);
}

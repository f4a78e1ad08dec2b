import { askedMaterials, visibleAnswers, visiblePages, type FormDefinition } from '#forms';
import type { Content } from './content.ts';
import type { FileRef } from './file-store.ts';

interface Filled {
  readonly content: Content;
  readonly files: readonly FileRef[];
}

/**
 * What of a draft is filed: answers to questions and files for materials that are asked. What was given before a change
 * of mind hid the question is nobody's business (个人信息保护法 6: no more than is needed).
 */
export function onlyAsked(form: FormDefinition, { content, files }: Filled): Filled {
  const answers = visibleAnswers(form, content.answers);
  const pages = visiblePages(form, content.answers);
  const asked = askedMaterials(form, content.answers);
  const known = Object.entries(content.provenance).filter(([name]) => Object.hasOwn(answers, name));
  return {
    content: {
      answers,
      provenance: Object.fromEntries(known),
      done: content.done.filter((id) => pages.some((page) => page.id === id)),
    },
    files: files.filter(({ material }) => material !== undefined && asked.has(material)),
  };
}

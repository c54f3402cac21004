import { markTags } from './mark-tags.ts';
import type { Stack } from './stack.ts';

/** Whether any query or value of a stack has to do with its mark: what writes none leaves none behind. */
export function writesMark({ manifest, resources }: Stack): boolean {
  if (resources.some(({ isMarked }) => isMarked === true)) return true;
  const texts = [manifest.source.text, ...resources.flatMap(({ file }) => file?.text ?? [])];
  return texts.some((text) => text.includes(markTags.stack));
}

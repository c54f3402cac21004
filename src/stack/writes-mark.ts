import { markTags } from './mark-tags.ts';
import type { Stack } from './stack.ts';

/** Whether any query or value of a stack has to do with its mark: what writes none leaves none behind. */
export function writesMark({ manifest, resources }: Stack): boolean {
  const texts = [manifest.source.text, ...resources.flatMap(({ file }) => file?.text ?? [])];
  return texts.some((text) => text.includes(markTags.stack));
}

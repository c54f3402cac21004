import type { Excerpt } from '../diagnostics/source.ts';
import type { ManifestValue, Named } from './manifest.ts';
import { itemsOf, textOf } from './manifest-value.ts';

/** Parts of a manifest, as far as they have the right shape: what has not is reported elsewhere. */
export function isTrue(value: ManifestValue | undefined): boolean {
  return readFlag(value) === true;
}

export function readFlag(value: ManifestValue | undefined): boolean | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : undefined;
}

/** A text, with its place. */
export function readName(value: ManifestValue | undefined): Named | undefined {
  const name = textOf(value);
  return value === undefined || name === undefined ? undefined : { name, at: value.at };
}

export function namesIn(value: ManifestValue | undefined): readonly Named[] {
  const items = itemsOf(value);
  return items.length === 0 ? noNames : items.flatMap((item) => readName(item) ?? []);
}

/** Most lists of an entry are not there. */
const noNames: readonly Named[] = [];

/** Text as it stands; `true` and `false` as their words, which is what an unquoted `if` may be. */
export function readExcerpt(value: ManifestValue | undefined): Excerpt | undefined {
  if (value?.kind === 'text') return value.excerpt;
  if (value?.kind === 'scalar' && typeof value.value === 'boolean') {
    const { source, start } = value.at;
    return { source, text: String(value.value), offsetAt: (index) => start + index };
  }
  return undefined;
}

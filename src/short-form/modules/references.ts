import type { Excerpt, Location } from '../../diagnostics/source.ts';
import type { ManifestEntry, ManifestValue } from '../../manifest/manifest.ts';
import type { Value } from '../../values/value.ts';

/** Around a reference inside a text that a module returns. No text has these characters: they are for private use. */
const opening = '\uE000';
const closing = '\uE001';

/** The text that stands for a member of an entry, also inside other text. */
export function referenceTo(entry: string, member: string): string {
  return `${opening}resources[${JSON.stringify(entry)}].${member}${closing}`;
}

/** The plain data of a module as a value of a manifest: texts stand as they are, but for the references in them. */
export function manifestValueOf(data: unknown, at: Location): ManifestValue {
  if (typeof data === 'string') return textValue(data, at);
  if (Array.isArray(data)) return { kind: 'list', items: data.map((item) => manifestValueOf(item, at)), at };
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]): ManifestEntry => ({ key, keyAt: at, value: manifestValueOf(value, at) }));
    return { kind: 'map', entries, at };
  }
  const isPlain = typeof data === 'number' || typeof data === 'boolean';
  return { kind: 'scalar', value: isPlain ? data : null, at };
}

function textValue(text: string, at: Location): ManifestValue {
  if (!text.includes(opening)) return { kind: 'scalar', value: text satisfies Value, at };
  const template = text
    .split(new RegExp(`(${opening}[^${closing}]*${closing})`))
    .filter((part) => part !== '')
    .map((part) => (part.startsWith(opening) ? `{{ ${part.slice(1, -1)} }}` : literal(part)))
    .join('');
  const excerpt: Excerpt = { source: at.source, text: template, offsetAt: () => at.start };
  return { kind: 'text', excerpt, at };
}

/** Text that a template leaves as it is. */
function literal(text: string): string {
  return /[{}]/.test(text) ? `{{ ${JSON.stringify(text)} }}` : text;
}

import { isMap, isSeq, parseDocument } from 'yaml';
import { writeYaml } from './write-yaml.ts';

/**
 * The text of a manifest with more entries at the end of its resources; all other lines stay as they are. Undefined where `resources` is no
 * list that can be continued, such as one in brackets.
 */
export function appendEntries(text: string, entries: readonly object[]): string | undefined {
  const list = parseDocument(text, { uniqueKeys: false }).get('resources');
  if (!isSeq(list) || list.range === undefined || list.range === null) return undefined;
  const [first] = list.items;
  const [start, end] = list.range;
  if (first === undefined) {
    // `resources: []`
    return `${text.slice(0, start).trimEnd()}\n${writeYaml(entries, '  ')}${text.slice(end).replace(/^[ \t]*\n/, '')}`;
  }
  if (list.flow === true || !isMap(first)) return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? '';
  const own = text.slice(0, end).trimEnd();
  const rest = text.slice(own.length).replace(/^[ \t]*\n/, '');
  return `${own}\n${writeYaml(entries, indent)}${rest}`;
}

/** What a new manifest has beside its resources. */
export interface ManifestParts {
  readonly description?: string | undefined;
  readonly globals?: readonly object[];
  readonly exports?: readonly string[];
}

/** A manifest of these entries. */
export function newManifest(name: string, entries: readonly object[], parts: ManifestParts = {}): string {
  const { description, globals = [], exports = [] } = parts;
  return [
    writeYaml({ version: 1, name, ...(description === undefined ? {} : { description }) }),
    ...(globals.length === 0 ? [] : [`globals:\n${writeYaml(globals, '  ')}`]),
    `resources:${entries.length === 0 ? ' []\n' : `\n${writeYaml(entries, '  ')}`}`,
    ...(exports.length === 0 ? [] : [`exports:\n${writeYaml(exports, '  ')}`]),
  ].join('');
}

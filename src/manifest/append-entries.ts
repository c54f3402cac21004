import { isMap, isSeq, parseDocument, stringify } from 'yaml';

/**
 * The text of a manifest with more entries at the end of its resources; all other lines stay as they are. Undefined where `resources` is no
 * list that can be continued, such as one in brackets.
 */
export function appendEntries(text: string, entries: readonly object[]): string | undefined {
  const list = parseDocument(text, { uniqueKeys: false }).get('resources');
  if (!isSeq(list) || list.range === undefined || list.range === null) return undefined;
  const [first] = list.items;
  const written = (indent: string): string =>
    // Programs that read YAML 1.1 take ON for true.
    stringify(entries, { lineWidth: 0, singleQuote: true, compat: 'yaml-1.1' }).replace(/^(?=.)/gm, indent);
  const [start, end] = list.range;
  if (first === undefined) {
    // `resources: []`
    return `${text.slice(0, start).trimEnd()}\n${written('  ')}${text.slice(end).replace(/^[ \t]*\n/, '')}`;
  }
  if (list.flow === true || !isMap(first)) return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? '';
  const own = text.slice(0, end).trimEnd();
  const rest = text.slice(own.length).replace(/^[ \t]*\n/, '');
  return `${own}\n${written(indent)}${rest}`;
}

/** A manifest of these entries alone. */
export function newManifest(name: string, entries: readonly object[]): string {
  return `version: 1\nname: ${stringify(name).trimEnd()}\nresources:\n${stringify(entries, {
    lineWidth: 0,
    singleQuote: true,
    compat: 'yaml-1.1',
  }).replace(/^(?=.)/gm, '  ')}`;
}

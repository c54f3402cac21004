import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { environmentsIn, resolveChoices } from './plain-choices.ts';

/** What an entry in the short form becomes beside its query file. */
export interface EjectedEntry {
  /** The name of the entry. */
  readonly name: string;
  /** Exports by name and column, with what the entry has exported so far. */
  readonly exports: readonly { readonly name: string; readonly column: string }[];
  /** Its queries take the default tags of the manifest. */
  readonly usesDefaultTags: boolean;
}

/** The fields of the short form that become props, by the names that the derived queries have for them. */
const asProps = ['properties', 'identifier', 'region'] as const;

/** Fields that only the short form has, beside those. */
const dropped: ReadonlySet<string> = new Set([
  'type',
  'identify_by',
  'adopt',
  'ownership',
  'retries',
  'exports',
  ...asProps,
]);

/**
 * The text of a manifest in which an entry in the short form has props in the place of its type and properties. All other lines stay as they
 * are. Undefined where there is no such entry, or it cannot be told where it ends (an alias).
 */
export function ejectEntry(text: string, { name, exports, usesDefaultTags }: EjectedEntry): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  const list = document.get('resources');
  const entry = isSeq(list) ? list.items.find((item) => isMap(item) && item.get('name') === name) : undefined;
  if (!isMap(entry) || entry.range === null || entry.range === undefined) return undefined;
  const value = new Map<string, unknown>();
  for (const pair of entry.items) {
    const key = keyOf(pair);
    if (!dropped.has(key)) value.set(key, plainOf(document, pair.value));
    if (key === 'type') addProps(value, document, entry, usesDefaultTags);
  }
  value.set('strict', true);
  if (exports.length > 0)
    value.set(
      'exports',
      exports.map((one) => (one.name === one.column ? one.name : { [one.column]: one.name })),
    );
  const [start, end] = entry.range;
  const own = text.slice(start, end);
  const after = own.slice(own.trimEnd().length) + text.slice(end);
  return text.slice(0, start) + entryText(text, start, Object.fromEntries(value), entry.flow === true) + after;
}

/** The entry as YAML in the place of the old one: in braces where that is. */
function entryText(text: string, start: number, value: Readonly<Record<string, unknown>>, isFlow: boolean): string {
  if (isFlow) return JSON.stringify(value);
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  // Programs that read YAML 1.1 take ON for true.
  const written = stringify(value, { lineWidth: 0, singleQuote: true, compat: 'yaml-1.1' }).trimEnd();
  return written
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : ' '.repeat(column) + line))
    .join('\n');
}

function addProps(value: Map<string, unknown>, document: Document, entry: YAMLMap, usesDefaultTags: boolean): void {
  const props = asProps.flatMap((name) => {
    const node = entry.get(name, true);
    if (node === undefined && name !== 'properties') return [];
    return [prop(name, node === undefined ? {} : plainOf(document, node))];
  });
  const tags = usesDefaultTags ? [prop('default_tags', plainOf(document, document.get('tags', true)))] : [];
  value.set('props', [...props, ...tags]);
}

/** A value that differs between environments becomes one for each of them. */
function prop(name: string, value: unknown): unknown {
  const environments = environmentsIn(value);
  if (environments.length === 0) return { name, value };
  return {
    name,
    values: Object.fromEntries(environments.map((one) => [one, { value: resolveChoices(value, one) }])),
  };
}

function plainOf(document: Document, node: unknown): unknown {
  return isNode(node) ? node.toJS(document) : node;
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || (typeof node === 'object' && node !== null && 'toJS' in node);
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

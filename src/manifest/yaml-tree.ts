import { isAlias, isMap, isScalar, isSeq, type Document, type Pair, type Scalar } from 'yaml';
import { budgets } from '../base/budgets.ts';
import { shorten } from '../base/text.ts';
import { mistake, warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { Location, Source } from '../diagnostics/source.ts';
import { NumberAsWritten } from '../values/value.ts';
import type { ManifestEntry, ManifestValue } from './manifest.ts';
import { excerptOfScalar } from './scalar-excerpt.ts';

/** Values that aliases may add to a file, counted as often as they are repeated. */
const aliasedValues = 100_000;

/** A value and what it costs, aliases followed. */
interface Sized {
  readonly value: ManifestValue;
  readonly size: number;
  readonly depth: number;
}

/** Tags that have a meaning, `!Sub`, and the key that each stands for: `Fn::Sub`. */
export type YamlTags = ReadonlyMap<string, string>;

/**
 * A parsed YAML document as values with places. Aliases are followed, merge keys (`<<`) are carried out, and keys are text.
 * Duplicate keys are looked for here: the parser's own search takes minutes for a large map.
 */
export function readYamlTree(source: Source, document: Document, tags: YamlTags): Parsed {
  const reader = new TreeReader(source, tags);
  const root = reader.read(document.contents, 1);
  return { value: root.value, diagnostics: reader.diagnostics };
}

interface Parsed {
  readonly value: ManifestValue;
  readonly diagnostics: readonly Diagnostic[];
}

class TreeReader {
  readonly diagnostics: Diagnostic[] = [];
  private readonly source: Source;
  private readonly tags: YamlTags;
  /** What an anchor stands for so far in the file; `undefined` while its value is still being read. */
  private readonly anchors = new Map<string, Sized | undefined>();
  private repeated = 0;

  constructor(source: Source, tags: YamlTags) {
    this.source = source;
    this.tags = tags;
  }

  read(node: unknown, level: number): Sized {
    if (isAlias(node)) return this.follow(node.source, this.place(node.range), level);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return leaf(this.nothingAt(this.place(undefined)));
    if (node.anchor !== undefined) this.anchors.set(node.anchor, undefined);
    const at = this.place(node.range);
    const plain = isScalar(node)
      ? leaf(this.scalar(node, at))
      : isSeq(node)
        ? this.list(node.items, at, level)
        : this.map(node.items, at, level);
    const key = node.tag === undefined ? undefined : this.tags.get(node.tag);
    const read =
      key === undefined
        ? plain
        : around({ kind: 'map', entries: [{ key, keyAt: at, value: plain.value }], at }, [plain]);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, read);
    return read;
  }

  private list(nodes: readonly unknown[], at: Location, level: number): Sized {
    const items = nodes.map((node) => this.read(node, level + 1));
    return around({ kind: 'list', items: items.map((item) => item.value), at }, items);
  }

  private map(pairs: readonly Pair[], at: Location, level: number): Sized {
    const entries = new Map<string, ManifestEntry>();
    const merged: ManifestEntry[] = [];
    const parts: Sized[] = [];
    for (const pair of pairs) {
      const key = this.key(pair, at);
      // `{a}` has no value at all, `a:` an empty one.
      const part = pair.value === null ? leaf(this.nothingAt(key?.at ?? at)) : this.read(pair.value, level + 1);
      if (key === undefined) continue;
      parts.push(part);
      const value = part.value;
      if (key.isMerge) {
        merged.push(...this.mergedEntries(value));
        continue;
      }
      const first = entries.get(key.text);
      if (first === undefined) {
        entries.set(key.text, { key: key.text, keyAt: key.at, value });
        continue;
      }
      this.diagnostics.push(
        mistake('manifest/duplicate-key', `duplicate key "${shorten(key.text, 60)}"`, {
          at: key.at,
          related: [{ message: 'first here', at: first.keyAt }],
        }),
      );
    }
    // The map's own entries win, and of several merged maps the first.
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return around({ kind: 'map', entries: [...entries.values()], at }, parts);
  }

  private mergedEntries(value: ManifestValue): readonly ManifestEntry[] {
    const maps = value.kind === 'list' ? value.items : [value];
    return maps.flatMap((map) => {
      if (map.kind === 'map') return map.entries;
      this.diagnostics.push(
        mistake('manifest/wrong-type', '"<<" merges maps, and this is none', {
          at: map.at,
          help: 'write <<: *name, where &name stands before a map',
        }),
      );
      return [];
    });
  }

  private key(
    pair: Pair,
    map: Location,
  ): { readonly text: string; readonly at: Location; readonly isMerge: boolean } | undefined {
    const node = pair.key;
    const resolved = isAlias(node) ? this.follow(node.source, this.place(node.range), 1).value : undefined;
    if (resolved !== undefined) {
      if (resolved.kind === 'text') return { text: resolved.excerpt.text, at: resolved.at, isMerge: false };
    } else if (isScalar(node)) {
      const at = this.place(node.range);
      if (node.anchor !== undefined) this.anchors.set(node.anchor, leaf(this.scalar(node, at)));
      const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
      if (text !== '' || typeof node.value === 'string') {
        this.refuseBrokenText(text, at);
        return { text, at, isMerge: text === '<<' && node.type === 'PLAIN' };
      }
    }
    const at = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? this.place(node.range) : map;
    const isTemplate = this.source.text.startsWith('{', at.start) && this.source.text[at.start - 1] === '{';
    this.diagnostics.push(
      isTemplate
        ? mistake('manifest/yaml-syntax', 'a template outside quotes is a map to YAML', {
            at: { source: this.source, start: at.start - 1, end: Math.min(at.end + 1, this.source.text.length) },
            help: "put it in quotes: '{{ name }}'",
          })
        : mistake('manifest/yaml-syntax', 'a key must be a text', { at }),
    );
    return undefined;
  }

  private follow(anchor: string, at: Location, level: number): Sized {
    const target = this.anchors.get(anchor);
    const name = shorten(anchor, 60);
    if (target !== undefined) {
      this.repeated += target.size;
      if (this.repeated <= aliasedValues && level - 1 + target.depth <= budgets.nesting) return target;
      const [message, isFirst] =
        this.repeated > aliasedValues
          ? [
              `aliases repeat more than ${aliasedValues.toLocaleString('en')} values`,
              this.repeated - target.size <= aliasedValues,
            ]
          : [`lists and maps are nested more than ${budgets.nesting} levels deep by the alias "*${name}"`, true];
      if (isFirst) this.diagnostics.push(mistake('manifest/too-complex', message, { at }));
    } else if (this.anchors.has(anchor)) {
      this.diagnostics.push(
        mistake('manifest/too-complex', `the alias "*${name}" stands inside the value that it repeats`, { at }),
      );
    } else {
      const help = didYouMean(anchor, this.anchors.keys());
      this.diagnostics.push(
        mistake('manifest/yaml-syntax', `the alias "*${name}" repeats an anchor that does not stand before it`, {
          at,
          help: help ?? `put a text that begins with "*" in quotes, or write &${name} before the value to repeat`,
        }),
      );
    }
    return leaf(this.nothingAt(at));
  }

  private scalar(node: Scalar, at: Location): ManifestValue {
    const value = node.value;
    if (typeof value === 'string') {
      this.refuseBrokenText(value, at);
      // The last line breaks of a block belong to its text, though not to the place that is shown.
      const end = node.range?.[1] ?? at.end;
      return { kind: 'text', excerpt: excerptOfScalar(this.source, value, node.type, at.start, end), at };
    }
    if (typeof value === 'number') return this.number(value, node.source ?? '', at);
    return { kind: 'scalar', value: typeof value === 'boolean' ? value : null, at };
  }

  private number(value: number, text: string, at: Location): ManifestValue {
    if (!Number.isFinite(value)) {
      this.diagnostics.push(
        mistake('manifest/wrong-type', `the number ${shorten(text, 40)} is none that JSON can hold`, {
          at,
          help: `if it is meant as text, put it in quotes: '${shorten(text, 40)}'`,
        }),
      );
    } else if (/^0\d+$/.test(text) || /^\d{12}$/.test(text)) {
      const message = text.startsWith('0')
        ? `${shorten(text, 40)} is a number to YAML, and a number has no zeros in front`
        : `${text} looks like an account id, but is a number to YAML`;
      this.diagnostics.push(
        warning('manifest/account-number', message, { at, help: `put it in quotes: '${shorten(text, 40)}'` }),
      );
    }
    return { kind: 'scalar', value: String(value) === text ? value : new NumberAsWritten(value, text), at };
  }

  /** Escapes can make what no file may hold. */
  private refuseBrokenText(text: string, at: Location): void {
    const what = brokenPart(text);
    if (what !== undefined) this.diagnostics.push(mistake('input/not-text', `the text holds ${what.name}`, { at }));
  }

  private place(range: readonly number[] | null | undefined): Location {
    const start = range?.[0] ?? 0;
    let end = range?.[1] ?? start;
    while (end > start && /\s/.test(this.source.text.charAt(end - 1))) end -= 1;
    return { source: this.source, start, end };
  }

  private nothingAt(at: Location): ManifestValue {
    return { kind: 'scalar', value: null, at };
  }
}

function leaf(value: ManifestValue): Sized {
  return { value, size: 1, depth: 0 };
}

function around(value: ManifestValue, parts: readonly Sized[]): Sized {
  let size = 1;
  let depth = 0;
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth);
  }
  return { value, size, depth: depth + 1 };
}

/** The first thing in a text that Unicode text cannot hold, and where. */
export function brokenPart(text: string): { readonly name: string; readonly index: number } | undefined {
  const index = text.search(/[\0\p{Surrogate}]/u);
  if (index === -1) return undefined;
  return { name: text[index] === '\0' ? 'a NUL character' : 'half of a surrogate pair', index };
}

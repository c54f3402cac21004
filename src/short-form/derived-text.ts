import type { Excerpt, Location } from '../diagnostics/source.ts';
import type { ManifestEntry, ManifestResource, ShortForm } from '../manifest/manifest.ts';
import { isReadOtherwise } from '../resource-types/natural-keys.ts';
import type { Property, ResourceType } from '../resource-types/resource-type.ts';
import { markTags } from '../stack/mark-tags.ts';
import { shortFormProps } from '../stack/short-form-source.ts';
import type { FoundBy } from './found-by.ts';
import { PlacedText } from './placed-text.ts';
import type { TagShape } from './tag-shape.ts';
import { giverOf, giversOf, type WrittenProperty } from './written-properties.ts';

/** All that the queries of an entry are made of. */
export interface DerivedText {
  readonly manifest: ManifestResource;
  readonly form: ShortForm;
  readonly type: ResourceType;
  readonly written: readonly WrittenProperty[];
  /** Undefined where nothing finds the resource, which is a mistake: then there is `create` alone, for the check. */
  readonly found: FoundBy | undefined;
  /** Columns for the exports, with the place of each; none where nobody uses anything. */
  readonly columns: readonly { readonly name: string; readonly at: Location }[];
  /** Undefined where the tags are those of the entry alone. */
  readonly tags: { readonly name: string; readonly shape: TagShape } | undefined;
  readonly isMarked: boolean;
  readonly hasDefaultTags: boolean;
}

/**
 * The query file that an entry in the short form stands for: `exists`, `create`, `exports` and `delete`. What differs from what `create`
 * says is set by a strict build, which needs no statecheck and no update.
 */
export function derivedText(derived: DerivedText): Excerpt {
  const { manifest, form, columns } = derived;
  const text = new PlacedText(manifest.at);
  const retries = form.retries === 1 ? '' : `, retries=${form.retries}, retry_delay=1`;
  if (derived.found === undefined) {
    text.add('/*+ create */\n');
    addInsert(derived, text);
    return text.add(';\n').excerpt();
  }
  text.add(`/*+ exists${retries} */\n`);
  addSelect(derived, text, [{ name: 'Identifier AS identifier', at: form.type.at }]);
  addKey(derived, text);
  text.add(';\n\n/*+ create */\n');
  addInsert(derived, text);
  if (columns.length > 0) {
    text.add(`;\n\n/*+ exports${retries} */\n`);
    addSelect(derived, text, columns);
    addIdentifier(derived, text);
  }
  text.add(';\n\n/*+ delete */\nDELETE FROM ').add(derived.type.statementName, form.type.at).add('\nWHERE ');
  addRegion(derived, text);
  addIdentifier(derived, text);
  return text.add(';\n').excerpt();
}

function addSelect(derived: DerivedText, text: PlacedText, columns: DerivedText['columns']): void {
  text.add('SELECT ');
  columns.forEach(({ name, at }, index) => text.add(index === 0 ? '' : ', ').add(name, at));
  text.add('\nFROM ').add(derived.type.statementName, derived.form.type.at).add('\nWHERE ');
  addRegion(derived, text);
}

function addRegion({ form }: DerivedText, text: PlacedText): void {
  if (form.region !== undefined)
    text.add('region = ').add(`'{{ ${shortFormProps.region} }}'`, form.region.at).add('\nAND ');
}

/** What finds the resource. */
function addKey(derived: DerivedText, text: PlacedText): void {
  const { found, type, written, tags } = derived;
  switch (found?.kind) {
    case undefined:
      return;
    case 'given-identifier':
    case 'identifier':
      addIdentifier(derived, text);
      return;
    case 'properties':
      found.names.forEach((path, index) => {
        const givers = giversOf(written, path);
        const last = givers?.at(-1);
        const property = type.properties.find(({ name }) => name === path.split('/')[0]);
        if (property === undefined || givers === undefined || last === undefined) return;
        const value = `'{{ ${pathOf(...givers)} }}'`;
        text.add(index === 0 ? '' : '\nAND ');
        const inner = path.split('/').slice(1);
        if (inner.length > 0) {
          text.add(`json_extract(${property.column}, '$.${inner.join('.')}')`, last.keyAt);
          text.add(' = ').add(value, last.value.at);
        } else if (isComparedByMeaning(type, property)) {
          text.add('as_declared(').add(property.column, last.keyAt);
          text.add(', ').add(value, last.value.at).add(')');
        } else text.add(property.column, last.keyAt).add(' = ').add(value, last.value.at);
      });
      return;
    case 'mark': {
      const property = type.properties.find((one) => one.name === tags?.name);
      text.add(`has_tags(${property?.column ?? 'tags'}, '{{ ${markMap} }}') = 1`);
      return;
    }
  }
}

/** A list or map is compared whole; so is what AWS spells in its own way. */
function isComparedByMeaning(type: ResourceType, { name, types }: Property): boolean {
  return types.some((one) => one === 'array' || one === 'object') || isReadOtherwise(type.typeName, name);
}

/** The identifier of the one resource that was found. */
function addIdentifier({ found, written, form }: DerivedText, text: PlacedText): void {
  text.add('Identifier = ');
  if (found?.kind === 'given-identifier') {
    text.add(`'{{ ${shortFormProps.identifier} }}'`, form.identifier?.at);
    return;
  }
  if (found?.kind !== 'identifier') {
    text.add("'{{ this.identifier }}'");
    return;
  }
  text.add("'");
  found.parts.forEach((part, index) => {
    text.add(index === 0 ? '' : '|');
    const giver = part.kind === 'property' ? giverOf(written, part.name) : undefined;
    if (part.kind === 'word') text.add(part.word);
    else if (giver !== undefined) text.add(slot(giver), giver.value.at);
  });
  text.add("'");
}

function addInsert(derived: DerivedText, text: PlacedText): void {
  const { type, form, written, tags } = derived;
  const columns = written
    .filter(({ property }) => property === undefined || property.name !== tags?.name)
    .map(({ entry, property }) => ({
      name: property?.name ?? entry.key,
      keyAt: entry.keyAt,
      value: `'${slot(entry)}'`,
      at: entry.value.at,
    }));
  const ownTags = tags === undefined ? undefined : written.find(({ property }) => property?.name === tags.name);
  if (tags !== undefined) {
    const { keyAt = form.type.at } = ownTags?.entry ?? {};
    columns.push({
      name: tags.name,
      keyAt,
      value: tagsLiteral(derived, tags.shape),
      at: ownTags?.entry.value.at ?? keyAt,
    });
  }
  if (form.region !== undefined)
    columns.push({
      name: 'region',
      keyAt: form.region.at,
      value: `'{{ ${shortFormProps.region} }}'`,
      at: form.region.at,
    });
  // An INSERT names at least one column; NULL leaves its property out.
  const [first] = type.properties.filter(({ readOnly }) => !readOnly);
  if (columns.length === 0 && first !== undefined)
    columns.push({ name: first.name, keyAt: form.type.at, value: 'NULL', at: form.type.at });
  text.add('INSERT INTO ').add(type.statementName, form.type.at);
  text.add(' (\n');
  columns.forEach(({ name, keyAt }, index) => text.add(index === 0 ? '  ' : ',\n  ').add(name, keyAt));
  text.add('\n)\nSELECT\n');
  columns.forEach(({ value, at }, index) => text.add(index === 0 ? '  ' : ',\n  ').add(value, at));
}

/** The default tags, those of the entry, and the mark, in this order: the later one wins. */
function tagsLiteral({ written, tags, isMarked, hasDefaultTags }: DerivedText, shape: TagShape): string {
  const own = tags === undefined ? undefined : giverOf(written, tags.name);
  const sources = [
    ...(hasDefaultTags ? [shortFormProps.defaultTags as string] : []),
    ...(own === undefined ? [] : [pathOf(own)]),
    ...(isMarked ? [markMap] : []),
  ];
  const [first = '{}', ...rest] = sources;
  const merged = rest.map((source) => ` | merge_tags(${source}, "${shape}")`).join('');
  return `'{{ ${first}${merged === '' ? ` | merge_tags({}, "${shape}")` : merged} }}'`;
}

const markMap = `{"${markTags.stack}": stack_name, "${markTags.environment}": stack_env, "${markTags.resource}": resource_name}`;

function slot(entry: ManifestEntry): string {
  return `{{ ${pathOf(entry)} }}`;
}

function pathOf(...entries: readonly ManifestEntry[]): string {
  return entries.reduce<string>((path, { key }) => {
    const isName = /^[A-Za-z_]\w*$/.test(key);
    return isName ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
  }, shortFormProps.properties);
}

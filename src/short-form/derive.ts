import { enumerate } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { ExportName, Named, ShortForm } from '../manifest/manifest.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import { findProperty } from '../resource-types/find-property.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { didYouMeanType } from '../resource-types/suggest-type.ts';
import type { DerivedQueries, ShortFormEntry, ShortFormSource } from '../stack/short-form-source.ts';
import { derivedText } from './derived-text.ts';
import { foundBy, keyCandidates } from './found-by.ts';
import { tagsOf } from './tag-shape.ts';
import { giversOf, writtenProperties } from './written-properties.ts';

const nothing: DerivedQueries = { text: undefined, exports: [], isMarked: false, diagnostics: [] };

/** Derives the queries of the short form from what a registry knows of types. */
export function createShortForm(registry: FileRegistry): ShortFormSource {
  return { derive: (entry) => derive(entry, registry) };
}

function derive(entry: ShortFormEntry, registry: FileRegistry): DerivedQueries {
  const { manifest, hasIdentifier, hasDefaultTags } = entry;
  const form = manifest.shortForm;
  if (form === undefined) throw new Error(`"${manifest.name}" is not in the short form.`);
  const type = registry.find(form.type.name);
  if (type === undefined) return { ...nothing, diagnostics: unknownType(form.type, registry) };
  const written = writtenProperties(type, entry.properties);
  const diagnostics: Diagnostic[] = [];
  const gives = (path: string): boolean => giversOf(written, path) !== undefined;
  const typeTags = tagsOf(type);
  const isMarked = typeTags !== undefined && form.ownership === 'tags';
  const hasOwnShape = isMarked || (typeTags !== undefined && hasDefaultTags);
  const identifyBy = identifyingProperties(form, type, gives, diagnostics);
  const found = foundBy(type, { gives, identifyBy, hasIdentifier, isMarked });
  if (found === undefined) diagnostics.push(notFindable(form, type, gives));
  const exports = exportsOf(entry, type, diagnostics);
  const text = derivedText({
    manifest,
    form,
    type,
    written,
    found,
    columns: columnsOf(exports),
    tags: hasOwnShape ? typeTags : undefined,
    isMarked,
    hasDefaultTags: hasDefaultTags && typeTags !== undefined,
  });
  return { text, exports, isMarked, diagnostics };
}

function unknownType({ name, at }: Named, registry: FileRegistry): readonly Diagnostic[] {
  // A broken file is told with the other problems of the registry.
  if (registry.problemOf(name) !== undefined) return [];
  const help = didYouMeanType(name, registry);
  return [
    mistake('resource/unknown', `unknown resource type "${name}"`, {
      at,
      help: help ?? 'use the name of a type, such as AWS::SQS::Queue or awscc.sqs.queues',
    }),
  ];
}

/** The names of `identify_by`, as the schema has them. */
function identifyingProperties(
  form: ShortForm,
  type: ResourceType,
  gives: (name: string) => boolean,
  diagnostics: Diagnostic[],
): readonly string[] {
  return form.identifyBy.flatMap(({ name, at }) => {
    const property = findProperty(type, name);
    if (property === undefined) {
      const near = didYouMean(
        name,
        type.properties.map((one) => one.name),
      );
      diagnostics.push(
        mistake('resource/unknown-column', `${type.typeName} has no property "${name}"`, {
          at,
          ...(near === undefined ? {} : { help: near }),
        }),
      );
      return [];
    }
    if (!gives(property.name)) {
      diagnostics.push(
        mistake('resource/not-findable', `"identify_by" names ${property.name}, but "properties" does not give it`, {
          at,
          help: `add ${property.name} to the properties, or name another property`,
        }),
      );
    }
    return [property.name];
  });
}

function notFindable(form: ShortForm, type: ResourceType, gives: (name: string) => boolean): Diagnostic {
  const candidates = keyCandidates(type, gives);
  const advice =
    candidates.length === 0
      ? 'write its identifier under "identifier"'
      : candidates.every(gives)
        ? `name what tells it from others, such as identify_by: [${candidates.join(', ')}]`
        : `give it ${enumerate(candidates)}, or name what tells it from others under "identify_by"`;
  return mistake(
    'resource/not-findable',
    `nothing tells this ${type.typeName} from others: the service names it, and it has no tags to mark it with`,
    { at: form.type.at, help: advice },
  );
}

/** What is exported: what the entry says, and what others use. */
function exportsOf(
  { manifest, used }: ShortFormEntry,
  type: ResourceType,
  diagnostics: Diagnostic[],
): readonly ExportName[] {
  const exports = new Map<string, ExportName>();
  for (const given of manifest.exports)
    exports.set(given.name, { ...given, column: columnOf(type, given.column) ?? given.column });
  for (const { name, at } of used) {
    if (name === undefined) {
      for (const { column, writeOnly } of type.properties)
        if (!writeOnly && !exports.has(column)) exports.set(column, { name: column, column, at });
      continue;
    }
    if (exports.has(name)) continue;
    const column = columnOf(type, name);
    if (column !== undefined) exports.set(name, { name, column, at });
    else diagnostics.push(unknownMember(manifest.name, type, name, at));
  }
  return [...exports.values()];
}

function columnOf(type: ResourceType, name: string): string | undefined {
  const property = findProperty(type, name);
  if (property !== undefined) return property.writeOnly ? undefined : property.column;
  return ['identifier', 'region'].includes(name.toLowerCase()) ? name : undefined;
}

function unknownMember(entry: string, type: ResourceType, name: string, at: ExportName['at']): Diagnostic {
  const property = findProperty(type, name);
  if (property?.writeOnly === true) {
    return mistake('template/undefined', `${entry}.${name} cannot be used: no read of ${type.typeName} returns it`, {
      at,
      help: 'use the value that the entry is given, from a global for both',
    });
  }
  const readable = type.properties.filter(({ writeOnly }) => !writeOnly);
  const near = didYouMean(name, [...readable.map((one) => one.name), ...readable.map(({ column }) => column)]);
  return mistake('template/undefined', `"${entry}" is of type ${type.typeName}, which has no property "${name}"`, {
    at,
    ...(near === undefined ? {} : { help: near }),
  });
}

function columnsOf(
  exports: readonly ExportName[],
): readonly { readonly name: string; readonly at: ExportName['at'] }[] {
  const columns = new Map<string, ExportName>();
  for (const one of exports) if (!columns.has(one.column.toLowerCase())) columns.set(one.column.toLowerCase(), one);
  return [...columns.values()].map(({ column, at }) => ({ name: column, at }));
}

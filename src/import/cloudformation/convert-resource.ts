import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { warning } from '../../diagnostics/diagnostic.ts';
import { jsonOf, memberOf, textOf } from '../../manifest/manifest-value.ts';
import type { ManifestEntry } from '../../manifest/manifest.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { propertyNode, rootNode } from '../../resource-types/schema-node.ts';
import { foundBy } from '../../short-form/found-by.ts';
import { tagsOf } from '../../short-form/tag-shape.ts';
import type { ImportedEntry } from '../imported-entry.ts';
import { writeLiteral } from '../write-literal.ts';
import type { Output } from './convert-output.ts';
import { fitToSchema } from './fit-to-schema.ts';
import type { Meaning } from './meaning.ts';
import { physicalIdentifier, type KnownValues } from './physical-identifier.ts';
import { entriesOf } from './read-template.ts';
import type { TemplateNames } from './template-names.ts';
import { ValueReader, type Tell } from './understand-value.ts';
import { writeValue } from './write-meaning.ts';

/** A resource of a template, its properties understood. */
export interface ReadResource {
  readonly entry: ManifestEntry;
  readonly type: ResourceType;
  readonly properties: ReadonlyMap<string, Meaning>;
}

/** The properties that can be understood. */
export function readProperties(
  { key: name, value }: ManifestEntry,
  type: ResourceType,
  names: TemplateNames,
  tell: Tell,
): ReadonlyMap<string, Meaning> {
  const root = rootNode(type.schema);
  return new Map(
    entriesOf(memberOf(value, 'Properties')).flatMap(({ key, value: inner }): [string, Meaning][] => {
      const tellOf: Tell = (told) => {
        tell({ ...told, message: `${key} of "${name}" is left out: ${told.message}` });
      };
      const meaning = new ValueReader(names, tellOf).read(inner);
      if (meaning === undefined || meaning.kind === 'nothing') return [];
      return [[key, fitToSchema(meaning, propertyNode(root, key))]];
    }),
  );
}

/** What an entry is made with. */
export interface EntryTools {
  readonly names: TemplateNames;
  readonly known: KnownValues;
  /** The name of the CloudFormation stack; undefined where it is not known. */
  readonly stackName: string | undefined;
  readonly outputs: readonly Output[];
  readonly tell: Tell;
}

/** The entry of a resource. */
export function entryOf({ entry, type, properties }: ReadResource, tools: EntryTools): ImportedEntry {
  const { names, known, stackName, outputs, tell } = tools;
  const { key: name, value } = entry;
  const written = new Map(
    [...properties].flatMap(([key, meaning]): [string, Json][] => {
      const json = writeValue(meaning);
      return json === undefined ? [] : [[key, json]];
    }),
  );
  const gives = (path: string): boolean => {
    const whole: JsonObject = Object.fromEntries(written);
    const found = path
      .split('/')
      .reduce<Json | undefined>((at, part) => (isJsonObject(at) ? at[part] : undefined), whole);
    return found !== undefined && found !== null;
  };
  const isFound = foundBy(type, { gives, identifyBy: [], hasIdentifier: false, isMarked: false }) !== undefined;
  const identifier = isFound ? undefined : physicalIdentifier(name, known);
  if (!isFound && identifier === undefined) {
    const message = `cannot identify "${name}": the template gives this ${type.typeName} no name`;
    const help =
      'give what "aws cloudformation describe-stack-resources" prints by --physical-ids, or write its "identifier"';
    tell(warning('input/import', message, { at: entry.keyAt, help }));
  }
  const condition = conditionOf(entry, names);
  const dependsOn = dependenciesOf(entry, names);
  const exported = outputs.filter((one) => one.entry === name).map((one) => ({ [one.property]: one.name }));
  const hasTags = tagsOf(type) !== undefined;
  return {
    name,
    type: type.typeName,
    ...(hasTags ? { adopt: true } : {}),
    ...(hasTags && stackName !== undefined ? { take_over: stackName } : {}),
    ...(identifier === undefined ? {} : { identifier: writeLiteral(identifier) }),
    ...(condition === undefined ? {} : { if: condition }),
    ...(dependsOn.length === 0 ? {} : { depends_on: dependsOn }),
    ...(textOf(memberOf(value, 'DeletionPolicy'))?.startsWith('Retain') === true ? { on_delete: 'retain' } : {}),
    properties: Object.fromEntries(written),
    ...(exported.length === 0 ? {} : { exports: exported }),
  };
}

function conditionOf({ value }: ManifestEntry, { conditions }: TemplateNames): string | undefined {
  const name = textOf(memberOf(value, 'Condition'));
  return name === undefined ? undefined : `{{ ${conditions.get(name) ?? name} }}`;
}

function dependenciesOf({ value }: ManifestEntry, { types }: TemplateNames): readonly string[] {
  const given = memberOf(value, 'DependsOn');
  const listed = given === undefined ? [] : [jsonOf(given)].flat();
  return listed.filter((one): one is string => typeof one === 'string' && types.has(one));
}

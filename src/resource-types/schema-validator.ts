import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { createSchemaJudge } from '../base/json-schema.ts';
import { compileSchema, type SchemaError, type SchemaErrors } from '../base/schema-errors.ts';
import { javaPattern } from './java-pattern.ts';
import type { ResourceType } from './resource-type.ts';

/** What an error is not asked for; whether it is told all the same is not promised. */
export interface Overlooked {
  /** Pointers to places where null stands for what is not known. Default: none. */
  readonly unknown?: readonly string[];
  /** The model is only a part, and may lack what the type requires. Default: false. */
  readonly isPart?: boolean;
}

/** Everything about a model that a type's schema refuses. */
export function validateBySchema(
  type: ResourceType,
  model: JsonObject,
  { unknown = [], isPart = false }: Overlooked = {},
): readonly SchemaError[] {
  let judges = judgesOfTypes.get(type);
  if (judges === undefined) judgesOfTypes.set(type, (judges = judgesOf(validationPart(type))));
  // Most models are right, and a validator takes longer to compile than all of them to read.
  const judge = isPart ? judges.ofParts : judges.ofModels;
  if (judge(model, unknown) === 'valid') return [];
  let validate = validators.get(type);
  if (validate === undefined) {
    // Patterns behave as Java's.
    validate = compileSchema(judges.schema, { kind: 'foreign', pattern: javaPattern });
    validators.set(type, validate);
  }
  return validate(model);
}

/** What tells whether a model of a type, or a part of one, is right. */
interface Judges {
  readonly schema: JsonObject;
  readonly ofModels: ReturnType<typeof createSchemaJudge>;
  readonly ofParts: ReturnType<typeof createSchemaJudge>;
}

function judgesOf(schema: JsonObject): Judges {
  return {
    schema,
    ofModels: createSchemaJudge(schema, javaPattern),
    ofParts: createSchemaJudge({ ...schema, required: [] }, javaPattern),
  };
}

const judgesOfTypes = new WeakMap<ResourceType, Judges>();
const validators = new WeakMap<ResourceType, SchemaErrors>();

/** Keys of a type's schema that describe the type and not its models. */
const descriptive: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'typeName',
  'description',
  'sourceUrl',
  'documentationUrl',
  'handlers',
  'tagging',
  'taggable',
  'propertyTransform',
  'typeConfiguration',
  'primaryIdentifier',
  'additionalIdentifiers',
  'readOnlyProperties',
  'writeOnlyProperties',
  'createOnlyProperties',
  'conditionalCreateOnlyProperties',
  'deprecatedProperties',
  'nonPublicProperties',
  'nonPublicDefinitions',
  'replacementStrategy',
  'resourceLink',
  'provisioningType',
  'unorderedProperties',
]);

/** Some schemas require what only the service can set; a model to be created cannot have it. */
function validationPart(type: ResourceType): JsonObject {
  const kept = Object.entries(type.schema).filter(([key]) => !descriptive.has(key));
  const readOnly = new Set(type.readOnly.filter((path) => path.length === 1).map((path) => path[0]));
  const schema = Object.fromEntries(kept.map(([key, value]) => [key, withoutIds(value)]));
  return { type: 'object', ...schema, required: type.required.filter((name) => !readOnly.has(name)) };
}

/** Without `$id` and `$schema` on definitions: they would change what a `$ref` points to. A property may have such a name. */
function withoutIds(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutIds);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !((key === '$id' || key === '$schema') && typeof inner === 'string'))
      .map(([key, inner]) => [key, withoutIds(inner)]),
  );
}

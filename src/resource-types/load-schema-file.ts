import { readBounded } from '../base/read-bounded.ts';
import { findJsonMistake } from '../base/json-mistake.ts';
import { isJsonObject, parseJson, type JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location, Source } from '../diagnostics/source.ts';
import { shownPath } from '../stack/load-source.ts';
import { readSchema } from './read-schema.ts';
import type { ResourceType } from './resource-type.ts';

export interface SchemaFile {
  readonly path: string;
  readonly source: ResourceType['source'];
  /** Diagnostics show the path relative to this folder where the file lies in it. Default: in full. */
  readonly shownFrom?: string | undefined;
}

/** Ten times the largest schema that AWS publishes. */
const schemaBytes = 10_485_760;

/** The type of a schema file, or what keeps it from being one, with its place in the file. `typeName`: the type it is named after. */
export function loadSchemaFile(file: SchemaFile, typeName?: string): Result<ResourceType, Diagnostic> {
  const path = file.shownFrom === undefined ? file.path : shownPath(file.path, file.shownFrom);
  const refuse = (why: string, at?: Location): Result<never, Diagnostic> =>
    err(
      mistake('resource/schema', `${path} is not a resource schema: ${why}`, {
        ...(at === undefined ? {} : { at }),
        help: 'a schema file is a JSON object with typeName and properties, as the CloudFormation registry has it',
      }),
    );
  const read = readBounded(file.path, schemaBytes);
  if (read.kind === 'failed') return refuse(`it cannot be read (${read.code})`);
  if (read.kind === 'silent') return refuse('it is a pipe or terminal that nothing was written to');
  if (read.kind === 'too-large') return refuse(`it is larger than the ${schemaBytes} bytes that are read`);
  const text = new TextDecoder().decode(read.bytes);
  const source: Source = { path, text };
  const schema = parseJson(text);
  if (schema === undefined) {
    const found = findJsonMistake(text);
    if (found === undefined) return refuse('it is not JSON');
    const { offset, length, message } = found;
    return refuse(`it is not JSON, ${message}`, { source, start: offset, end: offset + length });
  }
  if (!isJsonObject(schema)) return refuse('expected an object', placeOf(source));
  const type = readSchema(schema, file.source);
  if (type === undefined) return refuse(...whyNoType(schema, source));
  if (typeName === undefined || type.typeName === typeName) return ok(type);
  return refuse(`its name says ${typeName}, and its typeName ${type.typeName}`, placeOf(source, 'typeName'));
}

/** Why `readSchema` makes no type of an object, and where. */
function whyNoType({ typeName, properties }: JsonObject, source: Source): readonly [why: string, at: Location] {
  if (typeName === undefined) return ['typeName is missing', placeOf(source)];
  if (typeof typeName !== 'string' || typeName.split('::').length !== 3) {
    const why = `typeName is ${JSON.stringify(typeName)}; expected a name such as AWS::EC2::VPC`;
    return [why, placeOf(source, 'typeName')];
  }
  if (properties === undefined) return ['properties are missing', placeOf(source)];
  return ['properties are not an object', placeOf(source, 'properties')];
}

/** Where a key of the text is written; the beginning of the text where none is asked for. */
function placeOf(source: Source, key?: string): Location {
  const start = key === undefined ? -1 : source.text.indexOf(JSON.stringify(key));
  return start < 0 || key === undefined
    ? { source, start: 0, end: Math.min(1, source.text.length) }
    : { source, start, end: start + key.length + 2 };
}

import { parsePointer } from '../base/json-pointer.ts';
import type { SchemaError, SchemaErrors } from '../base/schema-errors.ts';
import { enumerate, shorten } from '../base/text.ts';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { Location } from '../diagnostics/source.ts';
import type { ManifestEntry, ManifestValue } from './manifest.ts';
import { schemaErrors } from './manifest-schema.ts';
import { describeValue, entryOf, headOf, jsonOf, memberOf, textOf } from './manifest-value.ts';

/** A kind of document, with the schema that it has to satisfy. */
export interface DocumentShape {
  /** How a person would call the whole: `the manifest`. */
  readonly name: string;
  /** What the items of a list are called, by the name of the list: `resource` of `resources`. */
  readonly nouns: ReadonlyMap<string, string>;
  readonly errors: SchemaErrors;
  /** The code of every mistake in it. Default: those of the manifest. */
  readonly code?: DiagnosticCode;
}

const manifestShape: DocumentShape = {
  name: 'the manifest',
  nouns: new Map([
    ['resources', 'resource'],
    ['globals', 'global'],
    ['props', 'prop'],
  ]),
  errors: schemaErrors,
};

/** Every departure of a document from its schema, as sentences with places. Default: of a manifest. */
export function checkShape(root: ManifestValue, shape: DocumentShape = manifestShape): readonly Diagnostic[] {
  const found = departures(root, shape);
  const { code } = shape;
  return code === undefined ? found : found.map((one) => ({ ...one, code }));
}

function departures(root: ManifestValue, shape: DocumentShape): readonly Diagnostic[] {
  const missing = new Map<string, SchemaError[]>();
  const found: Diagnostic[] = [];
  for (const error of shape.errors(jsonOf(root))) {
    // The branches of an `anyOf` and the failing of an `if` say nothing beyond the error of the whole.
    if (error.keyword === 'if' || /\/anyOf\/\d/.test(error.schemaPath)) continue;
    if (error.keyword === 'required') {
      missing.set(error.instancePath, [...(missing.get(error.instancePath) ?? []), error]);
      continue;
    }
    found.push(diagnose(error, subjectAt(root, parsePointer(error.instancePath), shape)));
  }
  for (const [path, errors] of missing) {
    found.push(...missingKeys(errors, subjectAt(root, parsePointer(path), shape)));
  }
  return found;
}

/** All keys that one map lacks, in one sentence. */
function missingKeys(errors: readonly SchemaError[], subject: Subject): readonly Diagnostic[] {
  const keys = errors.map((error) => parameter(error, 'missingProperty'));
  // A map for an environment that lacks `value` but has other keys: these are told already.
  const { value, name, entry } = subject;
  if (value.kind === 'map' && value.entries.length > 0 && subject.isEnvironmentValue) return [];
  const help = errors.map(sentenceOf).find((sentence) => sentence !== undefined);
  return [
    mistake(
      'manifest/missing-key',
      `missing ${keys.length === 1 ? 'key' : 'keys'} ${enumerate(keys.map(quoted))} in ${name}`,
      { at: entry?.keyAt ?? headOf(value), ...(help === undefined ? {} : { help }) },
    ),
  ];
}

/** The value that an error is about, and how a person would call it. */
interface Subject {
  readonly value: ManifestValue;
  /** `"props"`, `resource "web"`, `an entry of "exports"`, `the manifest`. */
  readonly name: string;
  /** The entry that holds the value; undefined for items of lists and for the whole. */
  readonly entry: ManifestEntry | undefined;
  /** The value stands under `values.<environment>`. */
  readonly isEnvironmentValue: boolean;
}

function subjectAt(root: ManifestValue, path: readonly string[], { name, nouns }: DocumentShape): Subject {
  let subject: Subject = { value: root, name, entry: undefined, isEnvironmentValue: false };
  let parent = '';
  for (const part of path) {
    if (subject.value.kind === 'list') {
      const value = subject.value.items[Number(part)] ?? subject.value;
      subject = {
        value,
        name: itemName(value, parent, nouns.get(parent)),
        entry: undefined,
        isEnvironmentValue: false,
      };
    } else {
      const entry = entryOf(subject.value, part);
      const isEnvironmentValue = parent === 'values';
      const name = isEnvironmentValue ? `the value for environment ${quoted(part)}` : quoted(part);
      subject = { value: entry?.value ?? subject.value, name, entry, isEnvironmentValue };
      parent = part;
    }
  }
  return subject;
}

/** `resource "web"`, `a resource`, `an entry of "exports"`. */
function itemName(value: ManifestValue, list: string, noun: string | undefined): string {
  if (noun === undefined) return `an entry of ${quoted(list)}`;
  const name = textOf(memberOf(value, 'name'));
  return name === undefined ? `a ${noun}` : `${noun} ${quoted(name)}`;
}

function diagnose(error: SchemaError, subject: Subject): Diagnostic {
  const { value, name, entry } = subject;
  const about = (code: DiagnosticCode, message: string, help?: string, at: Location = placeOf(subject)): Diagnostic =>
    mistake(code, message, { at, ...(help === undefined ? {} : { help }) });
  const not = shorten(describeValue(value), 60);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = parameter(error, 'additionalProperty');
      const known = Object.keys(record(error.parentSchema['properties']));
      const help =
        didYouMean(key, known) ??
        (subject.isEnvironmentValue ? 'write a map under "value"' : `known keys: ${enumerate(known)}`);
      return about(
        'manifest/unknown-key',
        `unknown key ${quoted(key)} in ${name}`,
        help,
        entryOf(value, key)?.keyAt ?? placeOf(subject),
      );
    }
    case 'type':
      return about('manifest/wrong-type', `${name} must be ${typeNames(error)}, not ${not}`, typeHelp(error, value));
    case 'enum': {
      const allowed = Array.isArray(error.schema) ? error.schema.map((item) => String(item)) : [];
      const given = textOf(value);
      return about(
        'manifest/wrong-type',
        `${name} must be ${enumerate(allowed.map(quoted), 'or')}, not ${not}`,
        given === undefined ? undefined : didYouMean(given, allowed),
      );
    }
    case 'const':
      return about('manifest/wrong-type', `${name} must be ${JSON.stringify(error.schema)}, not ${not}`);
    case 'exclusiveMinimum':
      return about('manifest/wrong-type', `${name} must be more than ${String(error.schema)}, not ${not}`);
    case 'minimum':
    case 'maximum':
      return about(
        'manifest/wrong-type',
        `${name} must be ${error.keyword === 'minimum' ? 'at least' : 'at most'} ${String(error.schema)}, not ${not}`,
      );
    case 'minLength':
    case 'minItems':
      return about('manifest/wrong-type', `${name} must not be empty`);
    case 'minProperties':
    case 'maxProperties':
      return isExport(error)
        ? about(
            'manifest/wrong-type',
            `${name} must have one key, and this has ${value.kind === 'map' ? value.entries.length : 0}`,
            'write column: alias, and each in an entry of its own',
            headOf(value),
          )
        : about('manifest/wrong-type', `${name} must not be empty`);
    case 'anyOf':
      return about('manifest/missing-key', `${name} ${sentenceOf(error) ?? 'lacks a key'}`, undefined, headOf(value));
    case 'not':
      return about(
        'manifest/misplaced-key',
        sentenceOf(error) ?? `${name} does not fit here`,
        helpOf(error),
        entry?.keyAt ?? value.at,
      );
    case 'pattern': {
      const example = exampleOf(error);
      const wanted = example === undefined ? 'is not as it must be' : `must look like ${quoted(example)}, not ${not}`;
      return about('manifest/wrong-type', `${name} ${wanted}`);
    }
    default:
      return about('manifest/wrong-type', `${name} is not as it must be`);
  }
}

/** The value itself; where nothing is written, the key before it; of a map or list its beginning. */
function placeOf({ value, entry }: Subject): Location {
  if (value.at.end === value.at.start && entry !== undefined) return entry.keyAt;
  return headOf(value);
}

function isExport(error: SchemaError): boolean {
  return error.parentSchema['maxProperties'] !== undefined;
}

const typeWords: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a map'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
]);

function typeNames(error: SchemaError): string {
  const types: readonly unknown[] = Array.isArray(error.schema) ? error.schema : [error.schema];
  const words = types.flatMap((type) => typeWords.get(String(type)) ?? []);
  return enumerate(words, 'or');
}

function typeHelp(error: SchemaError, value: ManifestValue): string | undefined {
  const types: readonly unknown[] = Array.isArray(error.schema) ? error.schema : [error.schema];
  if (types.includes('string') && value.kind === 'scalar' && value.value !== null) {
    return `put it in quotes: '${shorten(describeValue(value), 60)}'`;
  }
  const text = textOf(value);
  if (types.includes('boolean') && !types.includes('string') && text !== undefined) {
    if (/^(true|yes|on|y)$/i.test(text)) return 'write true, without quotes';
    if (/^(false|no|off|n)$/i.test(text)) return 'write false, without quotes';
  }
  if (types.includes('array') && value.kind !== 'map' && text !== undefined) return 'begin each entry with "- "';
  return undefined;
}

/** The sentence that the schema has for the part that is not fulfilled. */
function sentenceOf(error: SchemaError): string | undefined {
  const sentence = error.parentSchema['errorMessage'];
  return typeof sentence === 'string' ? sentence : undefined;
}

/** What the schema has to say about what to write instead. */
function helpOf(error: SchemaError): string | undefined {
  const help = error.parentSchema['errorHelp'];
  return typeof help === 'string' ? help : undefined;
}

/** A text that the schema gives as an example of what is right. */
function exampleOf(error: SchemaError): string | undefined {
  const examples = error.parentSchema['examples'];
  const first: unknown = Array.isArray(examples) ? examples[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

function parameter(error: SchemaError, name: string): string {
  const value = error.params[name];
  return typeof value === 'string' ? value : '';
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  // Read by name only, and every member is narrowed where it is read.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function quoted(text: string): string {
  return `"${shorten(text, 60)}"`;
}

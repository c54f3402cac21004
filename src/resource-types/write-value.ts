import type { Json } from '../base/json.ts';
import { unreachable } from '../base/unreachable.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { isKnown, isOmit, mask, reveal } from '../values/reading.ts';
import {
  type Composite,
  isMarked,
  isValueList,
  isValueMap,
  Secret,
  Unknown,
  type Value,
  type ValueMap,
} from '../values/value.ts';
import { findProperty, matchName } from './find-property.ts';
import { parseMarkedJson } from './marked-json.ts';
import { isRequestColumn } from './naming/column-name.ts';
import { formatPath, type Problem } from './problem.ts';
import type { JsonType, ResourceType } from './resource-type.ts';
import {
  freeKeyNode,
  hasFreeKeys,
  itemNode,
  nodeAt,
  propertyNames,
  propertyNode,
  rootNode,
  typesOf,
  type SchemaNode,
} from './schema-node.ts';
import { describeTypes, showValue } from './show-value.ts';

/** `as-typed`: text becomes what the schema says. `keep-text`: text stays text, as inside `string('…')`. */
export type WriteForm = 'as-typed' | 'keep-text';

export interface WrittenModel {
  /** Property names as the schema spells them, values of its types, marks kept. What could not be written is unknown in it. */
  readonly model: ValueMap;
  readonly problems: readonly Problem[];
}

/**
 * The desired state that a map of columns or properties says. A key may be spelt as the property or as its column, at every level; a
 * null or omitted value leaves its property out.
 */
export function writeModel(type: ResourceType, values: ValueMap): WrittenModel {
  const writer = createWriter(type);
  const entries: [string, Value][] = [];
  const spellings = new Map<string, string>();
  for (const [key, value] of Object.entries(values)) {
    const name = findProperty(type, key)?.name;
    if (name === undefined) {
      writer.problems.push(
        unknownProperty(
          [],
          key,
          type.properties.map((property) => property.name),
        ),
      );
      continue;
    }
    if (isAbsent(value)) continue;
    const earlier = spellings.get(name);
    if (earlier !== undefined) {
      writer.problems.push(givenTwice([name], earlier, key));
      continue;
    }
    spellings.set(name, key);
    entries.push([name, writer.write(nodeAt(rootNode(type.schema), [name]), value, [name], 'as-typed')]);
  }
  return { model: Object.fromEntries(entries), problems: writer.problems };
}

export interface WrittenProperty {
  /** Undefined where the value is null or omitted: the property is left out. Unknown where it could not be written. */
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
}

/** One value for the property at a path, spelt as the schema spells it; numbers and `*` stand for items. */
export function writeProperty(
  type: ResourceType,
  path: readonly (string | number)[],
  value: Value,
  form: WriteForm = 'as-typed',
): WrittenProperty {
  if (isAbsent(value)) return { value: undefined, problems: [] };
  const writer = createWriter(type);
  const written = writer.write(nodeAt(rootNode(type.schema), path), value, path, form);
  return { value: written, problems: writer.problems };
}

/** The name under which a refused value stands in a model: nobody looks at it again. */
const refused = new Unknown('refused');

type Path = readonly (string | number)[];

interface Writer {
  readonly problems: Problem[];
  write(node: SchemaNode | undefined, value: Value, path: Path, form: WriteForm): Value;
}

function createWriter(type: ResourceType): Writer {
  const problems: Problem[] = [];
  /** Above 0 while what is written must not be shown. */
  let secrecy = 0;

  const refuse = (path: Path, value: Json, types: readonly JsonType[], help?: string): Value => {
    const isSecret = secrecy > 0 || isSecretPath(type, path);
    problems.push({
      path,
      code: 'resource/wrong-type',
      message: `${formatPath(path)} is ${showValue(value, isSecret)}; it must be ${describeTypes(types)}`,
      ...(help === undefined ? {} : { help }),
    });
    return refused;
  };

  const writeSecret = (node: SchemaNode, value: Value, path: Path, form: WriteForm): Value => {
    secrecy += 1;
    const written = write(node, value, path, form);
    secrecy -= 1;
    // Only a refused part can be unknown here, and then nothing is sent.
    return isKnown(written) ? new Secret(reveal(written)) : refused;
  };

  const writeText = (node: SchemaNode, text: string, path: Path, form: WriteForm): Value => {
    const types = typesOf(node);
    const isText = types.length === 0 || types.includes('string');
    if (form === 'keep-text') {
      return isText
        ? text
        : refuse(path, text, types, 'string(…) keeps a value as text; leave it out where the property is not text');
    }
    if (types.length === 0 || types.includes('array') || types.includes('object')) {
      const written = writeJsonText(node, text, path, types);
      if (written !== undefined) return written;
    }
    if (isText) return text;
    if (types.includes('boolean') && /^\s*(true|false)\s*$/i.test(text)) return text.trim().toLowerCase() === 'true';
    if ((types.includes('integer') || types.includes('number')) && numberText.test(text)) {
      return writeNumber(types, Number(text), path, text.trim());
    }
    return refuse(path, text, types);
  };

  const writeJsonText = (
    node: SchemaNode,
    text: string | Composite,
    path: Path,
    types: readonly JsonType[],
  ): Value | undefined => {
    const parsed = parseMarkedJson(text);
    if (parsed === undefined || isMarked(parsed)) return undefined;
    const isWanted =
      types.length === 0
        ? isValueList(parsed) || isValueMap(parsed)
        : (isValueList(parsed) && types.includes('array')) || (isValueMap(parsed) && types.includes('object'));
    return isWanted ? write(node, parsed, path, 'as-typed') : undefined;
  };

  const writeNumber = (types: readonly JsonType[], value: number, path: Path, text: string): Value => {
    if (types.length === 0 || types.includes('number') || (types.includes('integer') && Number.isInteger(value))) {
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
        problems.push({
          path,
          code: 'resource/out-of-range',
          message: `${formatPath(path)} is ${secrecy > 0 ? showValue(text, true) : text}; numbers beyond 9007199254740991 cannot be sent exactly`,
        });
        return refused;
      }
      return value;
    }
    // The text of a number is what was meant where only text can stand: constraints of attributes, tags, ports.
    return types.includes('string') ? text : refuse(path, value, types);
  };

  const writeList = (node: SchemaNode, items: readonly Value[], path: Path): Value => {
    const types = typesOf(node);
    if (types.length > 0 && !types.includes('array')) {
      return refuse(path, shown(items), types, types.includes('string') ? jsonTextHelp : undefined);
    }
    const item = itemNode(node);
    const written: Value[] = [];
    for (const [index, value] of items.entries()) {
      if (!isAbsent(value)) written.push(write(item, value, [...path, index], 'as-typed'));
    }
    return written;
  };

  const writeMap = (node: SchemaNode, map: ValueMap, path: Path): Value => {
    const types = typesOf(node);
    if (types.length > 0 && !types.includes('object')) {
      return refuse(path, {}, types, types.includes('string') ? jsonTextHelp : undefined);
    }
    const names = propertyNames(node);
    const isFree = hasFreeKeys(node);
    const spellings = new Map<string, string>();
    const entries: [string, Value][] = [];
    for (const [key, value] of Object.entries(map)) {
      const match = isFree && !names.includes(key) ? undefined : matchName(key, names);
      const name = match ?? (isFree ? key : undefined);
      if (name === undefined) {
        problems.push(unknownProperty(path, secrecy > 0 ? mask : key, names));
        continue;
      }
      if (isAbsent(value)) continue;
      const earlier = spellings.get(name);
      if (earlier !== undefined) {
        problems.push(givenTwice([...path, name], earlier, key));
        continue;
      }
      spellings.set(name, key);
      const inner = match === undefined ? freeKeyNode(node) : propertyNode(node, name);
      entries.push([name, write(inner, value, [...path, name], 'as-typed')]);
    }
    return Object.fromEntries(entries);
  };

  const write = (node: SchemaNode | undefined, value: Value, path: Path, form: WriteForm): Value => {
    if (node === undefined) return value;
    const types = typesOf(node);
    if (isMarked(value)) {
      switch (value.kind) {
        case 'unknown':
        case 'omit':
          return value;
        case 'secret':
          return writeSecret(node, value.value, path, form);
        case 'composite':
          if (isKnown(value)) return writeSecret(node, reveal(value), path, form);
          return (form === 'as-typed' ? writeJsonText(node, value, path, types) : undefined) ?? value;
        case 'number-as-written':
          return form === 'keep-text' || types.includes('string')
            ? write(node, value.text, path, 'keep-text')
            : types.some((type) => type === 'integer' || type === 'number') || types.length === 0
              ? writeNumber(types, value.value, path, value.text)
              : refuse(path, value.value, types);
        case 'sql-list':
          return writeList(node, value.items, path);
        case 'sql-fragment':
          return writeText(node, value.text, path, form);
        default:
          return unreachable(value);
      }
    }
    if (isValueList(value)) return writeList(node, value, path);
    if (isValueMap(value)) return writeMap(node, value, path);
    if (typeof value === 'string') return writeText(node, value, path, form);
    if (typeof value === 'number') return writeNumber(types, value, path, String(value));
    if (typeof value === 'boolean') {
      if (types.length === 0 || types.includes('boolean')) return value;
      return types.includes('string') ? String(value) : refuse(path, value, types);
    }
    return value;
  };

  return { problems, write };
}

const numberText = /^\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/;

const jsonTextHelp = 'the filter to_json gives its JSON text';

function isAbsent(value: Value): boolean {
  return value === null || isOmit(value) || (value instanceof Secret && value.value === null);
}

/** A list of the same length, for messages that tell only the length. */
function shown(items: readonly Value[]): Json {
  return items.map(() => null);
}

/** Whether a path is, or stands inside, a property whose values are never shown. */
export function isSecretPath(type: ResourceType, path: Path): boolean {
  return type.secret.some(
    (secret) => secret.length <= path.length && secret.every((part, index) => part === '*' || part === path[index]),
  );
}

export function unknownProperty(path: Path, key: string, names: readonly string[]): Problem {
  const where = path.length === 0 ? '' : ` in ${formatPath(path)}`;
  const isColumn = path.length === 0 && isRequestColumn(key);
  const help = isColumn ? undefined : didYouMean(key, names);
  return {
    path: [...path, key],
    code: 'resource/unknown-column',
    message: `unknown property ${JSON.stringify(key)}${where}`,
    ...(help === undefined ? {} : { help }),
  };
}

function givenTwice(path: Path, first: string, second: string): Problem {
  return {
    path,
    code: 'resource/not-allowed',
    message: `${formatPath(path)} is given twice, as ${JSON.stringify(first)} and ${JSON.stringify(second)}`,
  };
}

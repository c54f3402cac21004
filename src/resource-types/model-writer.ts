import type { Json } from '../base/json.ts';
import { unreachable } from '../base/unreachable.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { isKnown, isOmit, mask, reveal, versionOf } from '../values/reading.ts';
import {
  type Composite,
  isMarked,
  isValueList,
  isValueMap,
  type Marked,
  Secret,
  Unknown,
  type Value,
  type ValueMap,
} from '../values/value.ts';
import { matchName } from './find-property.ts';
import { parseMarkedJson } from './marked-json.ts';
import { formatPath, type Problem } from './problem.ts';
import { givenTwice, unknownProperty } from './property-problems.ts';
import type { JsonType, ResourceType } from './resource-type.ts';
import {
  freeKeyNode,
  hasFreeKeys,
  itemNode,
  propertyNames,
  propertyNode,
  typesOf,
  type SchemaNode,
} from './schema-node.ts';
import { isSecretPath } from './secret-path.ts';
import { describeTypes, showValue } from './show-value.ts';

/** `as-typed`: text becomes what the schema says. `keep-text`: text stays text, as inside `string('…')`. */
export type WriteForm = 'as-typed' | 'keep-text';

type Path = readonly (string | number)[];

/** The name under which a refused value stands in a model: nobody looks at it again. */
const refused = new Unknown('refused');

const numberText = /^\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/;

const jsonTextHelp = 'the filter to_json gives its JSON text';

/** Writes values as a type's schema wants them, and gathers what it refuses. */
export class ModelWriter {
  readonly problems: Problem[] = [];
  private readonly type: ResourceType;
  /** Above 0 while what is written must not be shown. */
  private secrecy = 0;

  constructor(type: ResourceType) {
    this.type = type;
  }

  /** The value as the node wants it; a part that it cannot have is a problem, and unknown in what comes back. */
  write(node: SchemaNode | undefined, value: Value, path: Path, form: WriteForm): Value {
    if (node === undefined) return value;
    if (isMarked(value)) return this.writeMarked(node, value, path, form);
    if (isValueList(value)) return this.writeList(node, value, path);
    if (isValueMap(value)) return this.writeMap(node, value, path);
    if (typeof value === 'string') return this.writeText(node, value, path, form);
    if (typeof value === 'number') return this.writeNumber(typesOf(node), value, path, String(value));
    return typeof value === 'boolean' ? this.writeBoolean(typesOf(node), value, path) : value;
  }

  private writeMarked(node: SchemaNode, value: Marked, path: Path, form: WriteForm): Value {
    const types = typesOf(node);
    switch (value.kind) {
      case 'unknown':
      case 'omit':
        return value;
      case 'secret':
        return this.writeSecret(node, value.value, path, form, value);
      case 'composite': {
        const written = form === 'as-typed' ? this.writeJsonText(node, value, path, types) : undefined;
        return written ?? (isKnown(value) ? this.writeSecret(node, reveal(value), path, form, value) : value);
      }
      case 'number-as-written':
        return form === 'keep-text' || types.includes('string')
          ? this.write(node, value.text, path, 'keep-text')
          : types.some((type) => type === 'integer' || type === 'number') || types.length === 0
            ? this.writeNumber(types, value.value, path, value.text)
            : this.refuse(path, value.value, types);
      case 'sql-list':
        return this.writeList(node, value.items, path);
      case 'sql-fragment':
        return this.writeText(node, value.text, path, form);
      default:
        return unreachable(value);
    }
  }

  private writeBoolean(types: readonly JsonType[], value: boolean, path: Path): Value {
    if (types.length === 0 || types.includes('boolean')) return value;
    return types.includes('string') ? String(value) : this.refuse(path, value, types);
  }

  private refuse(path: Path, value: Json, types: readonly JsonType[], help?: string): Value {
    const isSecret = this.secrecy > 0 || isSecretPath(this.type, path);
    this.problems.push({
      path,
      code: 'resource/wrong-type',
      message: `${formatPath(path)} is ${showValue(value, isSecret)}; it must be ${describeTypes(types)}`,
      ...(help === undefined ? {} : { help }),
    });
    return refused;
  }

  private writeSecret(node: SchemaNode, value: Value, path: Path, form: WriteForm, source: Value): Value {
    this.secrecy += 1;
    const written = this.write(node, value, path, form);
    this.secrecy -= 1;
    // Only a refused part can be unknown here, and then nothing is sent.
    return isKnown(written) ? new Secret(reveal(written), versionOf([source])) : refused;
  }

  private writeText(node: SchemaNode, text: string, path: Path, form: WriteForm): Value {
    const types = typesOf(node);
    const isText = types.length === 0 || types.includes('string');
    if (form === 'keep-text') {
      return isText
        ? text
        : this.refuse(
            path,
            text,
            types,
            'string(…) keeps a value as text; leave it out where the property is not text',
          );
    }
    if (types.length === 0 || types.includes('array') || types.includes('object')) {
      const written = this.writeJsonText(node, text, path, types);
      if (written !== undefined) return written;
    }
    if (isText) return text;
    if (types.includes('boolean') && /^\s*(true|false)\s*$/i.test(text)) return text.trim().toLowerCase() === 'true';
    if ((types.includes('integer') || types.includes('number')) && numberText.test(text)) {
      return this.writeNumber(types, Number(text), path, text.trim());
    }
    return this.refuse(path, text, types);
  }

  private writeJsonText(
    node: SchemaNode,
    text: string | Composite,
    path: Path,
    types: readonly JsonType[],
  ): Value | undefined {
    const parsed = parseMarkedJson(text);
    if (parsed === undefined || isMarked(parsed)) return undefined;
    const isWanted =
      types.length === 0
        ? isValueList(parsed) || isValueMap(parsed)
        : (isValueList(parsed) && types.includes('array')) || (isValueMap(parsed) && types.includes('object'));
    return isWanted ? this.write(node, parsed, path, 'as-typed') : undefined;
  }

  private writeNumber(types: readonly JsonType[], value: number, path: Path, text: string): Value {
    if (types.length === 0 || types.includes('number') || (types.includes('integer') && Number.isInteger(value))) {
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
        this.problems.push({
          path,
          code: 'resource/out-of-range',
          message: `${formatPath(path)} is ${this.secrecy > 0 ? showValue(text, true) : text}; numbers beyond 9007199254740991 cannot be sent exactly`,
        });
        return refused;
      }
      return value;
    }
    // The text of a number is what was meant where only text can stand: constraints of attributes, tags, ports.
    return types.includes('string') ? text : this.refuse(path, value, types);
  }

  private writeList(node: SchemaNode, items: readonly Value[], path: Path): Value {
    const types = typesOf(node);
    if (types.length > 0 && !types.includes('array')) {
      return this.refuse(path, shown(items), types, types.includes('string') ? jsonTextHelp : undefined);
    }
    const item = itemNode(node);
    const written: Value[] = [];
    for (const [index, value] of items.entries()) {
      if (!isAbsent(value)) written.push(this.write(item, value, [...path, index], 'as-typed'));
    }
    return written;
  }

  private writeMap(node: SchemaNode, map: ValueMap, path: Path): Value {
    const types = typesOf(node);
    if (types.length > 0 && !types.includes('object')) {
      return this.refuse(path, {}, types, types.includes('string') ? jsonTextHelp : undefined);
    }
    const names = propertyNames(node);
    const isFree = hasFreeKeys(node);
    const spellings = new Map<string, string>();
    const entries: [string, Value][] = [];
    const misspelt: string[] = [];
    for (const [key, value] of Object.entries(map)) {
      const match = isFree && !names.includes(key) ? undefined : matchName(key, names);
      const name = match ?? (isFree ? key : undefined);
      if (name === undefined) {
        this.problems.push(unknownProperty(path, this.secrecy > 0 ? mask : key, names));
        misspelt.push(key);
        continue;
      }
      if (isAbsent(value)) continue;
      const earlier = spellings.get(name);
      if (earlier !== undefined) {
        this.problems.push(givenTwice([...path, name], earlier, key));
        continue;
      }
      spellings.set(name, key);
      const inner = match === undefined ? freeKeyNode(node) : propertyNode(node, name);
      entries.push([name, this.write(inner, value, [...path, name], 'as-typed')]);
    }
    for (const key of misspelt) {
      // What was meant is given, though nobody knows with which value.
      const [meant] = nearest(key, names);
      if (meant !== undefined && !spellings.has(meant)) entries.push([meant, refused]);
    }
    return Object.fromEntries(entries);
  }
}

/** Null or omitted: the property is left out. */
export function isAbsent(value: Value): boolean {
  return value === null || isOmit(value) || (value instanceof Secret && value.value === null);
}

/** A list of the same length, for messages that tell only the length. */
function shown(items: readonly Value[]): Json {
  return items.map(() => null);
}

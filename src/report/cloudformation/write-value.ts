import type { Json } from '../../base/json.ts';
import { isOmit } from '../../values/reading.ts';
import { isMarked, isValueList, Secret, type Unknown, type Value } from '../../values/value.ts';
import type { TemplateReference } from './template-reference.ts';
import { writeReference } from './template-reference.ts';

/** What a value is written with. */
export interface ValueTools {
  readonly referenceOf: (unknown: Unknown) => TemplateReference;
  /** The parameter that stands for a value which must not, or cannot, stand in the template. */
  readonly parameterFor: (value: Unknown | Secret) => string;
  /** Whether what stands at a path of the resource is never shown. */
  readonly isSecret: (path: readonly (string | number)[]) => boolean;
}

/** The value at a path of a resource as a template has it: what only a build knows is a function. Undefined where it is left out. */
export function writeValue(value: Value, path: readonly (string | number)[], tools: ValueTools): Json | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string' && tools.isSecret(path)) return { Ref: tools.parameterFor(new Secret(value)) };
  if (isMarked(value)) {
    switch (value.kind) {
      case 'unknown':
        return writeUnknown(value, path, tools);
      case 'secret':
        return { Ref: tools.parameterFor(value) };
      case 'composite':
        return writeText(value.parts, tools);
      case 'number-as-written':
        return value.value;
      case 'sql-fragment':
        return value.text;
      case 'sql-list':
        return writeValue(value.items, path, tools);
      case 'omit':
        return undefined;
    }
  }
  if (isValueList(value))
    return value
      .filter((item) => !isOmit(item))
      .flatMap((item, index) => writeValue(item, [...path, index], tools) ?? []);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
      const written = writeValue(inner, [...path, key], tools);
      return written === undefined ? [] : [[key, written]];
    }),
  );
}

function writeUnknown(unknown: Unknown, path: readonly (string | number)[], tools: ValueTools): Json | undefined {
  const reference = tools.referenceOf(unknown);
  if (reference.kind === 'value') return writeValue(reference.value, path, tools);
  return writeReference(reference) ?? { Ref: tools.parameterFor(unknown) };
}

/** A text with slots: `Fn::Sub`, or plain where all of it is known. */
function writeText(parts: readonly (string | Secret | Unknown)[], tools: ValueTools): Json {
  const isPlain = parts.every((part) => typeof part === 'string' || slotOf(part, tools).kind === 'text');
  const text = parts
    .map((part) => {
      const slot = typeof part === 'string' ? { kind: 'text' as const, text: part } : slotOf(part, tools);
      if (slot.kind === 'slot') return `\${${slot.name}}`;
      return isPlain ? slot.text : slot.text.replaceAll('${', '${!');
    })
    .join('');
  return isPlain ? text : { 'Fn::Sub': text };
}

type Slot = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'slot'; readonly name: string };

function slotOf(part: Secret | Unknown, tools: ValueTools): Slot {
  if (part instanceof Secret) return { kind: 'slot', name: tools.parameterFor(part) };
  const reference = tools.referenceOf(part);
  switch (reference.kind) {
    case 'ref':
      return { kind: 'slot', name: reference.id };
    case 'attribute':
      return { kind: 'slot', name: `${reference.id}.${reference.path}` };
    case 'text':
      return reference;
    case 'value': {
      const written = writeValue(reference.value, [], tools);
      return typeof written === 'string' || typeof written === 'number'
        ? { kind: 'text', text: String(written) }
        : { kind: 'slot', name: tools.parameterFor(part) };
    }
    case 'unknown':
      return { kind: 'slot', name: tools.parameterFor(part) };
  }
}

import { unreachable } from '../base/unreachable.ts';
import { isMarked, isValueList, isValueMap, type Marked, type PlainValue, type Unknown, type Value } from './value.ts';

/** Calls `visit` for every mark inside a value, outermost first. */
function visitMarks(value: Value, visit: (mark: Marked) => void): void {
  if (isScalar(value)) return;
  if (isMarked(value)) {
    visit(value);
    if (value.kind === 'composite') for (const part of value.parts) if (typeof part !== 'string') visit(part);
    if (value.kind === 'sql-list') for (const item of value.items) visitMarks(item, visit);
  } else if (isValueList(value)) {
    for (const item of value) visitMarks(item, visit);
  } else if (isValueMap(value)) {
    for (const item of Object.values(value)) visitMarks(item, visit);
  }
}

/** Most values are: they hold no marks, and are asked for them more often than all others. */
function isScalar(value: Value): value is null | boolean | number | string {
  return typeof value !== 'object' || value === null;
}

/** Every unknown inside a value. */
export function unknownsIn(value: Value): readonly Unknown[] {
  if (isScalar(value)) return [];
  const found: Unknown[] = [];
  visitMarks(value, (mark) => {
    if (mark.kind === 'unknown') found.push(mark);
  });
  return found;
}

export function isKnown(value: Value): boolean {
  return isScalar(value) || unknownsIn(value).length === 0;
}

export function holdsSecret(value: Value): boolean {
  let found = false;
  visitMarks(value, (mark) => {
    if (mark.kind === 'secret' || (mark.kind === 'unknown' && mark.secret)) found = true;
  });
  return found;
}

/** Every secret inside a value, as it is known. */
export function secretsIn(value: Value): readonly PlainValue[] {
  if (isScalar(value)) return [];
  const found: PlainValue[] = [];
  visitMarks(value, (mark) => {
    if (mark.kind === 'secret') found.push(mark.value);
  });
  return found;
}

/** The versions of the secrets inside values in one text: what a secret is a version of that is made of them. Undefined where none has one. */
export function versionOf(values: readonly Value[]): string | undefined {
  const versions = values.flatMap(versionsIn);
  return versions.length === 0 ? undefined : [...new Set(versions)].join(' ');
}

/** The versions of the secrets inside a value, of those that have one. */
export function versionsIn(value: Value): readonly string[] {
  const found: string[] = [];
  visitMarks(value, (mark) => {
    if (mark.kind === 'secret' && mark.version !== undefined) found.push(mark.version);
  });
  return found;
}

/**
 * The value without its marks, secrets in the clear: what is sent. Omitted members of lists and maps are left out; an omitted value
 * by itself is null. An unknown is a bug here: callers ask `isKnown` first.
 */
export function reveal(value: Value): PlainValue {
  if (isScalar(value)) return value;
  return strip(
    value,
    (secret) => secret,
    (unknown) => {
      throw new Error(`The value of ${unknown.name} is not known yet.`);
    },
  );
}

/** What stands for a secret wherever something is shown. */
export const mask = '***';

/** The value as it may be shown: `***` for a secret, `<name>` for an unknown. */
export function redact(value: Value): PlainValue {
  return strip(
    value,
    () => mask,
    (unknown) => `<${unknown.name}>`,
  );
}

/** The value with every secret in it as text in the clear and unknowns as `<name>`: for computing what to look for, never for showing. */
function strip(
  value: Value,
  secret: (value: PlainValue) => PlainValue,
  unknown: (mark: Unknown) => PlainValue,
): PlainValue {
  if (isScalar(value)) return value;
  if (!isMarked(value)) {
    if (isValueList(value)) return value.filter((item) => !isOmit(item)).map((item) => strip(item, secret, unknown));
    if (isValueMap(value)) {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => !isOmit(item))
          .map(([key, item]) => [key, strip(item, secret, unknown)]),
      );
    }
    return value;
  }
  switch (value.kind) {
    case 'unknown':
      return unknown(value);
    case 'secret':
      return secret(value.value);
    case 'omit':
      return null;
    case 'composite':
      return value.parts
        .map((part) =>
          typeof part === 'string' ? part : plainText(part.kind === 'secret' ? secret(part.value) : unknown(part)),
        )
        .join('');
    case 'number-as-written':
      return value.value;
    case 'sql-list':
      return value.items.map((item) => strip(item, secret, unknown));
    case 'sql-fragment':
      return value.text;
    default:
      return unreachable(value);
  }
}

export function isOmit(value: Value): boolean {
  return isMarked(value) && value.kind === 'omit';
}

/** The text that a plain value has inside a longer text: null is empty, lists and maps are compact JSON. */
export function plainText(value: PlainValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

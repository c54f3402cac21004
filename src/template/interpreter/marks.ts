import { shorten } from '../../base/text.ts';
import { plainText, reveal, unknownsIn, versionOf } from '../../values/reading.ts';
import {
  Composite,
  isMarked,
  isValueList,
  isValueMap,
  Secret,
  SqlList,
  Unknown,
  type Value,
} from '../../values/value.ts';
import { measure } from './measure.ts';

const origins = new WeakMap<Unknown, Unknown>();

/** What an operation on an unknown gives: unknown as well, named after the expression. */
export function deriveUnknown(name: string, from: Unknown, isSecret: boolean): Unknown {
  const derived = new Unknown(shorten(name, 120), { secret: isSecret || from.secret, from: from.from });
  origins.set(derived, originOf(from));
  return derived;
}

/** The value that has to be known first. */
export function originOf(unknown: Unknown): Unknown {
  return origins.get(unknown) ?? unknown;
}

/** The first unknown anywhere in the values. */
export function firstUnknown(values: readonly Value[]): Unknown | undefined {
  for (const value of values) if (measure(value).hasUnknown) return unknownsIn(value)[0];
  return undefined;
}

export function someSecret(values: readonly Value[]): boolean {
  return values.some((value) => measure(value).hasSecret);
}

/** The unknown that a value is as a whole: an unknown, or a text with an unknown part. */
export function unknownOnTop(value: Value): Unknown | undefined {
  if (value instanceof Unknown) return value;
  if (value instanceof Composite) return value.parts.find((part) => part instanceof Unknown);
  return undefined;
}

export function isSecretOnTop(value: Value): boolean {
  return value instanceof Secret || value instanceof Composite;
}

/** The value with the secret that it is as a whole opened; what is in lists and maps keeps its marks. */
export function openTop(value: Value): Value {
  if (value instanceof Secret) return value.value;
  // The caller asked `unknownOnTop` first, so every part is known.
  if (value instanceof Composite) return plainText(reveal(value));
  return value;
}

/** The value with every secret in it opened. There must be no unknown in it. */
export function openAll(value: Value): Value {
  if (!measure(value).hasSecret) return value;
  if (value instanceof SqlList) return new SqlList(value.items.map(openAll));
  if (isMarked(value)) return openTop(value);
  if (isValueList(value)) return value.map(openAll);
  if (isValueMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, openAll(item)]));
  return value;
}

/** The value as a secret that is made of others. What only says how something is put in (`omit`, `sql_list`) stays what it is, around secret items. */
export function conceal(value: Value, sources: readonly Value[]): Value {
  const version = versionOf(sources);
  if (value === null || typeof value === 'boolean') return new Secret(value, version);
  if (value instanceof SqlList) return new SqlList(value.items.map((item) => conceal(item, sources)));
  if (isMarked(value)) {
    if (value.kind === 'number-as-written') return new Secret(value.text, version);
    if (value.kind === 'composite') return new Secret(plainText(reveal(value)), version);
    return value;
  }
  return new Secret(reveal(value), version);
}

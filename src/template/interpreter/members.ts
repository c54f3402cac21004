import { count } from '../../base/text.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { isValueList, isValueMap, NumberAsWritten, Unknown, type Value } from '../../values/value.ts';
import { methodsOf } from '../methods/index.ts';
import { characterAt, lengthOf } from '../operations/characters.ts';
import { describe } from '../operations/reading.ts';
import { conceal, isSecretOnTop, openTop, unknownOnTop } from './marks.ts';

export type Lookup =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'missing'; readonly message: string; readonly help: string | undefined };

/**
 * A member of a map, by a key that is its own; an item of a list or a character of a text, from the end where the index is negative.
 * Nothing else has members: no prototype is ever looked at. `name` is what the message calls the target, where it has a name.
 */
export function memberOf(target: Value, key: Value, name: string | undefined): Lookup {
  const unknown = unknownOnTop(target) ?? unknownOnTop(key);
  if (unknown !== undefined) return { kind: 'found', value: unknownMember(target, key, name, unknown) };
  if (isSecretOnTop(target) || isSecretOnTop(key)) {
    const inner = memberOf(openTop(target), openTop(key), name);
    if (inner.kind === 'found') return { kind: 'found', value: conceal(inner.value, [target, key]) };
    const subject = name ?? describe(target);
    return missing(`${subject} has no ${isSecretOnTop(key) ? 'such member' : `member ${show(key)}`}`);
  }
  if (isValueMap(target)) return memberOfMap(target, key, name);
  const isText = typeof target === 'string';
  if ((isText || isValueList(target)) && typeof key === 'number' && Number.isInteger(key)) {
    const item = isText ? characterAt(target, key) : target.at(key);
    if (item !== undefined) return { kind: 'found', value: item };
    const size = isText ? count(lengthOf(target), 'character') : count(target.length, 'item');
    return missing(`${name ?? describe(target)} has no item ${key}: it has ${size}`);
  }
  const subject = name === undefined ? describe(target) : `${name} is ${describe(target)} and`;
  return missing(`${subject} has no member ${show(key)}`, callHelp(target, key));
}

function unknownMember(target: Value, key: Value, name: string | undefined, unknown: Unknown): Unknown {
  const isKeyKnown = unknownOnTop(key) === undefined;
  const base = unknownOnTop(target) === undefined ? (name ?? describe(target)) : unknown.name;
  const path = isKeyKnown && !isSecretOnTop(key) ? pathOf(key) : '[…]';
  return new Unknown(base + path, { secret: unknown.secret || isSecretOnTop(key), from: unknown.from });
}

function missing(message: string, help?: string): Lookup {
  return { kind: 'missing', message, help };
}

function memberOfMap(target: Readonly<Record<string, Value>>, key: Value, name: string | undefined): Lookup {
  const text = typeof key === 'number' ? String(key) : key instanceof NumberAsWritten ? key.text : key;
  if (typeof text === 'string' && Object.hasOwn(target, text)) {
    return { kind: 'found', value: target[text] ?? null };
  }
  const help = typeof text === 'string' ? (didYouMean(text, Object.keys(target)) ?? callHelp(target, key)) : undefined;
  return missing(`${name ?? 'the map'} has no member ${show(key)}`, help);
}

function callHelp(target: Value, key: Value): string | undefined {
  return typeof key === 'string' && methodsOf(target).has(key) ? `it is a method: write \`.${key}()\`` : undefined;
}

function pathOf(key: Value): string {
  return typeof key === 'string' && /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(key) ? `.${key}` : `[${show(key)}]`;
}

function show(key: Value): string {
  return typeof key === 'string' || typeof key === 'number' ? JSON.stringify(key) : `by ${describe(key)}`;
}

/** `[from:to:step]` of a list or a text, as Python cuts; null stands for what was left out. */
export function sliceOf<T>(items: readonly T[], from: number | null, to: number | null, step: number): readonly T[] {
  const length = items.length;
  const bound = (value: number): number => {
    const index = value < 0 ? value + length : value;
    return step > 0 ? Math.min(Math.max(index, 0), length) : Math.min(Math.max(index, -1), length - 1);
  };
  const start = from === null ? (step > 0 ? 0 : length - 1) : bound(from);
  const end = to === null ? (step > 0 ? length : -1) : bound(to);
  const cut: T[] = [];
  for (let index = start; step > 0 ? index < end : index > end; index += step) {
    const item = items[index];
    if (item !== undefined) cut.push(item);
  }
  return cut;
}

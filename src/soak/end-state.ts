import { createHash } from 'node:crypto';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { LiveResource } from '../emulator/emulator.ts';
import type { Registry } from '../resource-types/resource-type.ts';

/** One resource as it is compared: what the service makes up is left out, and other resources are named by what they are. */
export interface ComparedResource {
  readonly typeName: string;
  /** Canonical JSON of its properties, and of its region and account. */
  readonly text: string;
  /** The same where other resources are named by their types alone, so that it does not say which values those have. */
  readonly own: string;
  readonly properties: JsonObject;
}

/** What there is, in an order that does not depend on names that the service made up. */
export type EndState = readonly ComparedResource[];

/**
 * Takes away what differs between two builds of the same stack: read-only properties, and identifiers, each of which becomes the type of
 * its resource with a digest of what that resource is.
 */
export function endStateOf(resources: readonly LiveResource[], registry: Registry): EndState {
  const plain = resources.map((live) => ({ live, model: withoutReadOnly(live, registry) }));
  // The longest first: one name may begin with another.
  const named = plain
    .flatMap(({ live }) => namesOf(live, registry).map((name) => ({ name, live })))
    .sort((left, right) => right.name.length - left.name.length);
  const byType = (text: string): string =>
    named.reduce((all, { name, live }) => replaced(all, name, live.typeName), text);
  const digests = new Map(
    plain.map(({ live, model }) => [
      live,
      createHash('sha256')
        .update(byType(canonicalJson(model)))
        .digest('hex')
        .slice(0, 8),
    ]),
  );
  return plain
    .map(({ live, model }): ComparedResource => {
      const { typeName, region, accountId } = live;
      const words = (text: string): string =>
        named.reduce((all, { name, live: of }) => replaced(all, name, `${of.typeName} ${digests.get(of) ?? ''}`), text);
      const properties = eachText(model, words) as JsonObject;
      const own = eachText(model, byType) as JsonObject;
      const textOf = (of: JsonObject): string => canonicalJson({ accountId, region, properties: of });
      return { typeName, properties, text: textOf(properties), own: textOf(own) };
    })
    .sort((left, right) => compare(left.typeName, right.typeName) || compare(left.text, right.text));
}

/** What is in one state and not in the other, in words without values: there may be secrets among those. Empty where they are the same. */
export function differencesBetween(actual: EndState, expected: EndState): readonly string[] {
  const beyond = without(actual, expected);
  const missing = without(expected, actual);
  const told: string[] = [];
  for (const { typeName, properties } of beyond) {
    const index = missing.findIndex((other) => other.typeName === typeName);
    const [other] = index < 0 ? [] : missing.splice(index, 1);
    if (other === undefined) told.push(`one ${typeName} too many`);
    else told.push(`${typeName} differs in ${differing(properties, other.properties).join(', ') || 'its place'}`);
  }
  return [...told, ...missing.map(({ typeName }) => `no ${typeName}`)];
}

/** Types of which there are more than in either state: something was made twice. */
export function madeTwice(actual: EndState, before: EndState, after: EndState): readonly string[] {
  const count = (state: EndState, name: string): number => state.filter(({ typeName }) => typeName === name).length;
  const types = [...new Set(actual.map(({ typeName }) => typeName))];
  return types
    .filter((name) => count(actual, name) > Math.max(count(before, name), count(after, name)))
    .map((name) => `one ${name} too many`);
}

/** What has the values of neither state: of each resource, some of its values are of the one and some of the other, or of none. */
export function ofNeither(actual: EndState, one: EndState, other: EndState): readonly string[] {
  const known = new Set([...one, ...other].map(({ own }) => own));
  return actual.filter(({ own }) => !known.has(own)).map(({ typeName }) => `${typeName} has the values of neither run`);
}

/** As it is read, with what no read shows; an update that sets nothing new leaves that as it is. */
function withoutReadOnly({ typeName, properties, stored }: LiveResource, registry: Registry): JsonObject {
  const { readOnly = [], writeOnly = [] } = registry.find(typeName) ?? {};
  const hidden = new Set(readOnly.filter(({ length }) => length === 1).map(([name]) => name));
  const unread = Object.fromEntries(writeOnly.flatMap(([name = '']) => [[name, stored[name] ?? null] as const]));
  const whole = Object.entries({ ...unread, ...properties });
  return Object.fromEntries(whole.filter(([name, value]) => !hidden.has(name) && value !== null));
}

/** What others call it: its identifier, its parts, and the read-only texts that come out of one, such as an ARN. */
function namesOf(live: LiveResource, registry: Registry): readonly string[] {
  const type = registry.find(live.typeName);
  const given = new Set(
    Object.entries(withoutReadOnly(live, registry)).flatMap(([, value]) => (typeof value === 'string' ? [value] : [])),
  );
  const readOnly = (type?.readOnly ?? []).flatMap(([name, ...deeper]) => {
    const value = name === undefined || deeper.length > 0 ? undefined : live.properties[name];
    return typeof value === 'string' ? [value] : [];
  });
  const names = [live.identifier, ...live.identifier.split('|').slice(-1), ...readOnly];
  // What the stack itself has said is a value like others.
  return [...new Set(names)].filter((name) => name.length > 6 && !given.has(name));
}

function replaced(text: string, name: string, by: string): string {
  return text.includes(name) ? text.split(name).join(`<${by}>`) : text;
}

function eachText(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => eachText(item, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, eachText(item, change)]));
}

function without(state: EndState, other: EndState): ComparedResource[] {
  const left = other.map(({ typeName, text }) => `${typeName} ${text}`);
  return state.filter(({ typeName, text }) => {
    const index = left.indexOf(`${typeName} ${text}`);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function differing(left: JsonObject, right: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].filter((name) => canonicalJson(left[name] ?? null) !== canonicalJson(right[name] ?? null)).sort();
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

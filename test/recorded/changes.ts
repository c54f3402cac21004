import { formatPointer } from '../../src/base/json-pointer.ts';
import { isJsonObject, jsonEquals, parseJson, type Json, type JsonObject } from '../../src/base/json.ts';
import { isPolicy } from '../../src/resource-types/comparison/rules/policy-meaning.ts';

/** One change of a live model that a comparison has to see. */
export interface Change {
  readonly kind: ChangeKind;
  /** In the live model. */
  readonly pointer: string;
  readonly live: Json;
}

export type ChangeKind =
  | 'a value changed at its end'
  | 'a value changed inside'
  | 'a member of a list removed'
  | 'a member of a list added'
  | 'two members of a list swapped'
  | 'a key of a map removed'
  | 'a part of a policy changed';

/** Whether two items of a list are the same item; the path has `*` for items. */
export type IsSame = (path: readonly string[], desired: Json, live: Json) => boolean;

/**
 * Every declared value changed in what is live, one at a time: each scalar twice, each list shorter, longer and in another order, each
 * map without each declared key, each part of a policy.
 */
export function* changesOf(desired: Json, live: Json, isSame: IsSame, path: readonly string[] = []): Generator<Change> {
  const policy = policyIn(live);
  if (policy !== undefined && policyIn(desired) !== undefined) {
    for (const changed of policyChanges(policy)) {
      yield at('a part of a policy changed', path, typeof live === 'string' ? JSON.stringify(changed) : changed);
    }
    return;
  }
  const content = contentOf(live);
  if (typeof live === 'string' && content !== undefined) {
    const wanted = contentOf(desired);
    if (wanted === undefined) return;
    for (const change of changesOf(wanted, content, isSame, path))
      yield { ...change, live: JSON.stringify(change.live) };
    return;
  }
  const wanted = contentOf(desired) ?? desired;
  if (Array.isArray(wanted) && Array.isArray(live)) yield* changesOfList(wanted, live, isSame, path);
  else if (isJsonObject(wanted) && isJsonObject(live)) yield* changesOfMap(wanted, live, isSame, path);
  else if (typeof live !== 'object') {
    yield at('a value changed at its end', path, changedAtEnd(live));
    if (typeof live === 'string' && live.length > 1) {
      yield at('a value changed inside', path, `${live.slice(0, 1)}x${live.slice(1)}`);
    }
  }
}

function* changesOfMap(
  desired: JsonObject,
  live: JsonObject,
  isSame: IsSame,
  path: readonly string[],
): Generator<Change> {
  for (const [key, value] of Object.entries(desired)) {
    const actual = Object.hasOwn(live, key) ? live[key] : undefined;
    if (value === null || actual === undefined || actual === null) continue;
    const here = [...path, key];
    yield at('a key of a map removed', here, Object.fromEntries(Object.entries(live).filter(([name]) => name !== key)));
    for (const change of changesOf(value, actual, isSame, here)) {
      yield { ...change, live: { ...live, ...Object.fromEntries([[key, change.live]]) } };
    }
  }
}

function* changesOfList(
  desired: readonly Json[],
  live: readonly Json[],
  isSame: IsSame,
  path: readonly string[],
): Generator<Change> {
  const inside = [...path, '*'];
  for (const item of desired) {
    const index = live.findIndex((candidate) => isSame(inside, item, candidate));
    const actual = live[index];
    if (actual === undefined) continue;
    yield at('a member of a list removed', path, live.toSpliced(index, 1));
    for (const change of changesOf(item, actual, isSame, inside)) {
      yield { ...change, live: live.with(index, change.live) };
    }
  }
  const [first, second] = live;
  if (first === undefined || desired.length === 0) return;
  yield at('a member of a list added', path, [...live, changedSomewhere(first)]);
  if (second !== undefined && !jsonEquals(first, second)) {
    yield at('two members of a list swapped', path, [second, first, ...live.slice(2)]);
  }
}

/** Each scalar of each statement changed, each statement removed, one added. */
function* policyChanges(policy: JsonObject): Generator<JsonObject> {
  const statement = policy['Statement'] ?? [];
  const statements: readonly Json[] = Array.isArray(statement) ? statement : [statement];
  for (const [index, one] of statements.entries()) {
    if (statements.length > 1) yield { ...policy, Statement: statements.toSpliced(index, 1) };
    for (const changed of scalarsChanged(one)) yield { ...policy, Statement: statements.with(index, changed) };
  }
  yield { ...policy, Statement: [...statements, changedSomewhere(statements[0] ?? {})] };
}

function* scalarsChanged(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) {
      for (const changed of scalarsChanged(item)) yield (value as readonly Json[]).with(index, changed);
      if (value.length > 1) yield (value as readonly Json[]).toSpliced(index, 1);
    }
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      for (const changed of scalarsChanged(item)) yield { ...value, ...Object.fromEntries([[key, changed]]) };
    }
  } else if (value !== null) {
    if (value === 'Allow' || value === 'Deny') yield value === 'Allow' ? 'Deny' : 'Allow';
    else yield changedAtEnd(value);
  }
}

function changedSomewhere(value: Json): Json {
  const [changed] = scalarsChanged(value);
  return changed ?? 'x';
}

function changedAtEnd(value: Json): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return 'x';
  if (value === 'true' || value === 'false') return value === 'true' ? 'false' : 'true';
  return /^\d{1,15}$/.test(value) ? String(Number(value) + 1) : `${value}x`;
}

function policyIn(value: Json): JsonObject | undefined {
  const content = contentOf(value);
  return isJsonObject(content) && isPolicy(content) ? content : undefined;
}

/** A list or map, be it as text. */
function contentOf(value: Json): Json | undefined {
  const content = typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value) : value;
  return typeof content === 'object' && content !== null ? content : undefined;
}

function at(kind: ChangeKind, path: readonly string[], live: Json): Change {
  return { kind, pointer: formatPointer(path), live };
}

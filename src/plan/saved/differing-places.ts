import { formatPointer } from '../../base/json-pointer.ts';
import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../../base/json.ts';
import type { SavedSecret, SavedValue } from './saved-value.ts';

/** A place at which a value is not as a plan has it. */
export interface DifferingPlace {
  readonly pointer: string;
  /** Undefined where the plan has nothing there; so is `now`. Null where it is secret. */
  readonly planned: Json | undefined;
  readonly now: Json | undefined;
  readonly secret: boolean;
}

/**
 * Where a value is not as it was saved. What was not known then may have become anything; a secret without a seal on both sides cannot be
 * told from another one, and counts as the same.
 */
export function differingPlaces(planned: SavedValue, now: SavedValue): readonly DifferingPlace[] {
  const marks = { planned: marksOf(planned), now: marksOf(now) };
  const found: DifferingPlace[] = [];
  const visit = (before: Json | undefined, after: Json | undefined, path: readonly (string | number)[]): void => {
    const pointer = formatPointer(path);
    const differ = (secret: boolean): void => void found.push({ pointer, planned: before, now: after, secret });
    if (marks.planned.unknown.has(pointer)) return;
    const parts = marks.planned.partly.get(pointer);
    const isStillPartly = marks.now.unknown.has(pointer) || marks.now.partly.has(pointer);
    if (parts !== undefined) {
      if (!isStillPartly && !(typeof after === 'string' && consistsOf(after, parts))) differ(false);
      return;
    }
    const [old, fresh] = [marks.planned.secrets.get(pointer), marks.now.secrets.get(pointer)];
    if (old !== undefined || fresh !== undefined) {
      if (before === undefined || after === undefined || differInSeal(old, fresh)) differ(true);
      return;
    }
    if (isStillPartly) differ(false);
    else if (isJsonObject(before) && isJsonObject(after)) {
      for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
        visit(memberOf(before, name), memberOf(after, name), [...path, name]);
    } else if (isList(before) && isList(after) && before.length === after.length) {
      before.forEach((item, index) => {
        visit(item, after[index], [...path, index]);
      });
    } else if (!jsonEquals(before, after)) differ(false);
  };
  visit(planned.value, now.value, []);
  return found;
}

/** Whether every secret of the one has a seal of the other beside it: none had to be believed. */
export function unverifiedSecrets(planned: SavedValue, now: SavedValue): readonly string[] {
  const { secrets } = marksOf(now);
  return (planned.secrets ?? [])
    .filter(({ at, seal }) => seal === undefined || secrets.get(at)?.seal === undefined)
    .map(({ at }) => at);
}

function differInSeal(old: SavedSecret | undefined, fresh: SavedSecret | undefined): boolean {
  return old?.seal !== undefined && fresh?.seal !== undefined && old.seal !== fresh.seal;
}

function marksOf({ unknown = [], partly = [], secrets = [] }: SavedValue) {
  return {
    unknown: new Set(unknown),
    partly: new Map(partly.map(({ at, parts }) => [at, parts])),
    secrets: new Map(secrets.map((secret) => [secret.at, secret])),
  };
}

/** Whether a text has the known parts in their order, with anything in the places of the others. */
function consistsOf(text: string, parts: readonly (string | null)[]): boolean {
  const pattern = parts.map((part) =>
    part === null ? '[^]*' : part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`),
  );
  return new RegExp(`^${pattern.join('')}$`).test(text);
}

function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

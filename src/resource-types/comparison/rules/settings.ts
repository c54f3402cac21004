import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { matchesPath } from '../../match-path.ts';
import { allOf, type Comparison } from '../comparison.ts';
import { settingsLists, type SettingsList } from '../facts/settings-lists.ts';
import { differentAt, equalBy, itemPlace, type Compare, type Place } from '../place.ts';

/** Lists of settings of which the service returns all: the declared ones have to be among them, and the others keep their defaults. */
export function compareSettings(place: Place, desired: Json, live: Json, compare: Compare): Comparison | undefined {
  if (!Array.isArray(desired) || !Array.isArray(live)) return undefined;
  const list = settingsLists.find(({ type, path }) => type === place.facts.typeName && matchesPath(path, place.path));
  if (list === undefined) return undefined;
  const settings = (live as readonly Json[]).filter(isJsonObject);
  const found = (desired as readonly Json[]).map((item, index): Comparison => {
    const inner: Place = { ...itemPlace(place, index), isReturned: true };
    const own = isJsonObject(item) ? settings.filter((other) => isSameSetting(list, item, other)) : [];
    const verdicts = own.map((other) => compare(inner, withKeysOf(list, item, other), other));
    return verdicts.find(({ kind }) => kind === 'equal') ?? differentAt(place, item, own[0]);
  });
  const verdict = allOf(found);
  return verdict.kind === 'equal' ? allOf([equalBy(place, 'settings'), verdict]) : differentAt(place, desired, live);
}

function isSameSetting({ keys, keyOnRead }: SettingsList, item: JsonObject, other: JsonObject): boolean {
  return keys.every((key) => {
    if (!Object.hasOwn(item, key)) return true;
    const onRead = keyOnRead === undefined ? item[key] : keyOnRead(item);
    return other[key] === item[key] || other[key] === onRead;
  });
}

/** The declared setting under the name that the read has for it. */
function withKeysOf({ keys }: SettingsList, item: Json, other: JsonObject): Json {
  if (!isJsonObject(item)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, keys.includes(name) ? (other[name] ?? null) : value]),
  );
}

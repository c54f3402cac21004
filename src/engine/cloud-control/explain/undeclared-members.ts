import { isJsonObject, type Json } from '../../../base/json.ts';

/** The paths of members that a live value has and a declared one does not; lists are looked into where they are as long. */
export function undeclaredMembers(declared: Json, live: Json | undefined): readonly (readonly string[])[] {
  if (Array.isArray(declared) && Array.isArray(live) && declared.length === live.length) {
    const items: readonly Json[] = live;
    return (declared as readonly Json[]).flatMap((item, index) => inside(String(index), item, items[index]));
  }
  if (!isJsonObject(declared) || !isJsonObject(live)) return [];
  return Object.entries(live).flatMap(([key, value]) =>
    Object.hasOwn(declared, key) ? inside(key, declared[key] ?? null, value) : [[key]],
  );
}

function inside(key: string, declared: Json, live: Json | undefined): readonly (readonly string[])[] {
  return undeclaredMembers(declared, live).map((path) => [key, ...path]);
}

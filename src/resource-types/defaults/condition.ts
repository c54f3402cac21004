import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../../base/json.ts';

/** `Path=1|2`, `Path!=1`, `Path` (given), `!Path` (not given); a path that begins with `./` starts at the container of the rule's place. */
export interface Condition {
  readonly isLocal: boolean;
  readonly path: readonly string[];
  readonly test: 'given' | 'not-given' | 'one-of' | 'none-of';
  /** Of `one-of` and `none-of`; what is not given is none of them. */
  readonly values: readonly Json[];
}

/** Conditions joined by ` & `; undefined where the text is none. */
export function parseConditions(text: string): readonly Condition[] | undefined {
  if (text === '') return [];
  const conditions = text.split(' & ').map(parseCondition);
  return conditions.every((condition) => condition !== undefined) ? conditions : undefined;
}

function parseCondition(text: string): Condition | undefined {
  const match = /^(!?)(\.\/)?([A-Za-z0-9_.:/-]+?)(?:(!?=)(.+))?$/.exec(text);
  if (match === null) return undefined;
  const [, negation, local, path, sign, values] = match;
  const common = { isLocal: local !== undefined, path: (path ?? '').split('/') };
  if (sign === undefined) return { ...common, test: negation === '!' ? 'not-given' : 'given', values: [] };
  if (negation === '!') return undefined;
  return { ...common, test: sign === '=' ? 'one-of' : 'none-of', values: (values ?? '').split('|').map(parseValue) };
}

function parseValue(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

/** Whether a condition holds for a model, and for the container in it that a rule is about to fill. */
export function holds({ isLocal, path, test, values }: Condition, model: JsonObject, container: Json): boolean {
  const value = valueAt(isLocal ? container : model, path);
  switch (test) {
    case 'given':
      return value !== undefined;
    case 'not-given':
      return value === undefined;
    case 'one-of':
      return value !== undefined && values.some((one) => isAlike(one, value));
    case 'none-of':
      return value === undefined || !values.some((one) => isAlike(one, value));
  }
}

/** Services read numbers from strings; engines and protocols are known in any case. */
function isAlike(expected: Json, value: Json): boolean {
  // A list is alike by any of its items.
  if (Array.isArray(value)) return (value as readonly Json[]).some((item) => isAlike(expected, item));
  if (typeof expected === 'object' || typeof value === 'object') return jsonEquals(expected, value);
  const wanted = String(expected).toLowerCase();
  const given = String(value).toLowerCase();
  // `aurora-*`: whatever begins like this.
  return wanted.endsWith('*') ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

function valueAt(value: Json, path: readonly string[]): Json | undefined {
  let current: Json | undefined = value;
  for (const name of path) {
    if (Array.isArray(current)) current = (current as readonly Json[])[0];
    current = isJsonObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  return current;
}

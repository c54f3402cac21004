import { Secret, isMarked, isValueList, isValueMap, type Value, type ValueMap } from '../values/value.ts';

/** Variables by where they were given; the first that has a name wins. */
export interface VariableSources {
  /** `-e`. */
  readonly commandLine: ReadonlyMap<string, Value>;
  /** `--vars-file`. */
  readonly variablesFile: ReadonlyMap<string, Value>;
  /** `--env-file`. */
  readonly environmentFile: ReadonlyMap<string, Value>;
  /** The environment of the process. */
  readonly environment: ReadonlyMap<string, Value>;
}

export interface Variables {
  /** What a bare name means; the environment answers only to names in capitals. */
  readonly bare: ReadonlyMap<string, Value>;
  /** `vars.X`. */
  readonly all: ValueMap;
  /** All but the environment of the process. */
  readonly given: ReadonlyMap<string, Value>;
}

/** Joins the sources; values whose names say that they are secret are marked. */
export function joinVariables(sources: VariableSources): Variables {
  const bare = new Map<string, Value>();
  const all = new Map<string, Value>();
  const add = (from: ReadonlyMap<string, Value>, toBare: (name: string) => boolean): void => {
    for (const [name, value] of from) {
      if (all.has(name)) continue;
      const marked = isSecretName(name) ? markSecret(value) : value;
      all.set(name, marked);
      if (toBare(name)) bare.set(name, marked);
    }
  };
  const always = (): boolean => true;
  add(sources.commandLine, always);
  add(sources.variablesFile, always);
  add(sources.environmentFile, always);
  const given = new Map(all);
  add(sources.environment, (name) => /^[A-Z][A-Z0-9_]*$/.test(name));
  return { bare, all: Object.fromEntries(all), given };
}

/**
 * Names in capitals that hold SECRET, TOKEN, PASSWORD or KEY, and names in small letters that end in the name of such a thing:
 * `client_secret` is one, `token_validity_units` and `key_name` are none.
 */
export function isSecretName(name: string): boolean {
  return (
    /SECRET|TOKEN|PASSWORD|PASSWD|(?:^|_)KEY/.test(name) ||
    /(?:^|[_-])(?:secret|password|passwd|(?:api|secret|private|access)[_-]?key|(?:auth|api|bearer|session)[_-]token)$/i.test(
      name,
    )
  );
}

/** Marks every text in a value; numbers, true, false and null (and their spellings) are no secrets. */
export function markSecret(value: Value): Value {
  if (typeof value === 'string')
    return value === '' || value === 'true' || value === 'false' ? value : new Secret(value);
  if (isMarked(value)) return value.kind === 'number-as-written' ? new Secret(value.text) : value;
  if (isValueList(value)) return value.map(markSecret);
  if (isValueMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, markSecret(item)]));
  return value;
}

import type { Lookups } from '../template/lookups.ts';
import { markByName } from '../values/secret-names.ts';
import type { Value, ValueMap } from '../values/value.ts';

/** The region that the variables name: `AWS_REGION` of `-e`, a variables file or the env file; undefined where none of them does. */
export function regionIn({ given }: Variables): string | undefined {
  const region = given.get('AWS_REGION');
  return typeof region === 'string' && region !== '' ? region : undefined;
}

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
  /** When the run began that they were read for, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** All but the environment of the process. */
  readonly given: ReadonlyMap<string, Value>;
  /** What is known of what stands outside of the stack. Default: nothing, and nobody notes what is asked. */
  readonly lookups?: Lookups;
}

/** Joins the sources; values whose names say that they are secret are marked. */
export function joinVariables(sources: VariableSources, startedAtMs: number): Variables {
  const bare = new Map<string, Value>();
  const all = new Map<string, Value>();
  const add = (from: ReadonlyMap<string, Value>, toBare: (name: string) => boolean): void => {
    for (const [name, value] of from) {
      if (all.has(name)) continue;
      const marked = markByName(name, value);
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
  return { bare, all: Object.fromEntries(all), given, startedAtMs };
}

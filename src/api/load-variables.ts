import { resolve } from 'node:path';
import { systemClock, type Clock } from '../base/clock.ts';
import { secretsBesideMistakes } from '../check/secrets-beside-mistakes.ts';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { parseEnvFile } from '../manifest/parse-env-file.ts';
import { secretsInEnvFile } from '../manifest/secrets-in-env-file.ts';
import type { Masker } from '../report/masker.ts';
import { loadSource } from '../stack/load-source.ts';
import { joinVariables, type Variables } from '../stack/variables.ts';
import { secretsIn } from '../values/reading.ts';
import type { PlainValue, Value } from '../values/value.ts';

/** Where the variables of a stack come from. The first source that has a name wins, in the order of these members. */
export interface VariableOptions {
  /** Names and values, typed, as a variables file gives them. Default: none. */
  readonly variables?: Readonly<Record<string, PlainValue>> | undefined;
  /** `KEY=VALUE`, or `KEY` for the value that `environmentVariables` has under that name, as `-e` takes them. Default: none. */
  readonly assignments?: readonly string[] | undefined;
  /** A file of typed variables in YAML or JSON. Default: none. */
  readonly variablesFile?: string | undefined;
  /** A file with a line `KEY=VALUE` for each variable. Default: none; `.env` is not looked for. */
  readonly environmentFile?: string | undefined;
  /** The environment of the process, as much of it as the stack may use. Default: none of it. */
  readonly environmentVariables?: ReadonlyMap<string, string> | undefined;
}

export interface VariableTools {
  /** What paths are relative to. Default: where the process runs. */
  readonly workingDirectory?: string | undefined;
  /** Learns the secrets among the variables, and those beside mistakes. */
  readonly masker: Masker;
  /** When the run begins that they are read for, in milliseconds since 1970. Default: now, by the clock. */
  readonly startedAtMs?: number | undefined;
  /** Says when the run begins. Default: the system's. */
  readonly clock?: Clock | undefined;
}

/** Reads the variables from all their sources. A file that is named must be there. */
export async function loadVariables(options: VariableOptions, tools: VariableTools): Promise<Parsed<Variables>> {
  const { workingDirectory = resolve(), masker, startedAtMs, clock = systemClock } = tools;
  const diagnostics: Diagnostic[] = [];
  const given = {
    commandLine: new Map<string, Value>([
      ...assignedVariables(options, diagnostics),
      ...Object.entries(options.variables ?? {}),
    ]),
    variablesFile: await variablesFile(options.variablesFile, workingDirectory, diagnostics),
    environmentFile: environmentFile(options, { workingDirectory, masker }, diagnostics),
    environment: new Map(options.environmentVariables),
  };
  const variables = joinVariables(given, startedAtMs ?? clock.now());
  masker.add([...secretsIn(variables.all), ...secretsBesideMistakes(diagnostics)]);
  return { value: variables, diagnostics };
}

function assignedVariables(
  { assignments = [], environmentVariables }: VariableOptions,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Value> {
  const variables = new Map<string, Value>();
  for (const text of assignments) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      diagnostics.push(
        mistake('input/variable', `invalid variable name "${name}"`, {
          help: 'write -e KEY=VALUE; names have letters, digits and _',
        }),
      );
      continue;
    }
    const value = equals < 0 ? environmentVariables?.get(name) : text.slice(equals + 1);
    if (value === undefined) {
      diagnostics.push(
        mistake('input/variable', `-e ${name} takes the variable from the environment, but it is not set there`, {
          help: `write -e ${name}=VALUE, or set it`,
        }),
      );
      continue;
    }
    variables.set(name, value);
  }
  return variables;
}

async function variablesFile(
  path: string | undefined,
  workingDirectory: string,
  diagnostics: Diagnostic[],
): Promise<ReadonlyMap<string, Value>> {
  if (path === undefined) return new Map();
  const loaded = loadSource(path, { workingDirectory, what: 'the variables file' });
  diagnostics.push(...loaded.diagnostics);
  if (loaded.value === undefined) return new Map();
  // YAML is read where there is some.
  const { parseVariables } = await import('../manifest/parse-variables.ts');
  const parsed = parseVariables(loaded.value);
  diagnostics.push(...parsed.diagnostics);
  return parsed.value ?? new Map<string, Value>();
}

function environmentFile(
  { environmentFile: path, environmentVariables = new Map() }: VariableOptions,
  { workingDirectory, masker }: { readonly workingDirectory: string; readonly masker: Masker },
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Value> {
  if (path === undefined) return new Map();
  const loaded = loadSource(path, { workingDirectory, what: 'the environment file' });
  diagnostics.push(...loaded.diagnostics);
  if (loaded.value === undefined) return new Map();
  const parsed = parseEnvFile(loaded.value, environmentVariables);
  diagnostics.push(...parsed.diagnostics);
  // Its lines are shown.
  if (parsed.diagnostics.length > 0) masker.add(secretsInEnvFile(loaded.value.text));
  return parsed.value ?? new Map<string, Value>();
}

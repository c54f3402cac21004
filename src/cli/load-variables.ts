import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { secretsBesideMistakes } from '../check/secrets-beside-mistakes.ts';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { parseEnvFile } from '../manifest/parse-env-file.ts';
import { secretsInEnvFile } from '../manifest/secrets-in-env-file.ts';
import { loadSource } from '../stack/load-source.ts';
import { joinVariables, type Variables } from '../stack/variables.ts';
import { secretsIn } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';

const defaultEnvironmentFile = '.env';

type VariableOptions = Pick<StackOptions, 'env' | 'envFile' | 'varsFile'>;

/** Reads the variables from all their sources; the masker learns the secrets. A file that is named must be there, the default one need not. */
export async function loadVariables(options: VariableOptions, context: Context): Promise<Parsed<Variables>> {
  const diagnostics: Diagnostic[] = [];
  const variables = joinVariables(
    {
      commandLine: commandLineVariables(options.env, context, diagnostics),
      variablesFile: await variablesFile(options.varsFile, context, diagnostics),
      environmentFile: environmentFile(options.envFile, context, diagnostics),
      environment: new Map(context.environment),
    },
    context.clock.now(),
  );
  context.masker.add([...secretsIn(variables.all), ...secretsBesideMistakes(diagnostics)]);
  return { value: variables, diagnostics };
}

function commandLineVariables(
  given: readonly string[],
  context: Context,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Value> {
  const variables = new Map<string, Value>();
  for (const text of given) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      diagnostics.push(
        mistake('input/variable', `"${name}" is no name for a variable`, {
          help: 'write -e KEY=VALUE; names have letters, digits and _',
        }),
      );
      continue;
    }
    const value = equals < 0 ? context.environment.get(name) : text.slice(equals + 1);
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
  context: Context,
  diagnostics: Diagnostic[],
): Promise<ReadonlyMap<string, Value>> {
  if (path === undefined) return new Map();
  const loaded = loadSource(path, { workingDirectory: context.workingDirectory, what: 'the variables file' });
  diagnostics.push(...loaded.diagnostics);
  if (loaded.value === undefined) return new Map();
  // YAML is read where there is some.
  const { parseVariables } = await import('../manifest/parse-variables.ts');
  const parsed = parseVariables(loaded.value);
  diagnostics.push(...parsed.diagnostics);
  return parsed.value ?? new Map<string, Value>();
}

function environmentFile(
  path: string | undefined,
  context: Context,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Value> {
  if (path === undefined && !existsSync(resolve(context.workingDirectory, defaultEnvironmentFile))) return new Map();
  const loaded = loadSource(path ?? defaultEnvironmentFile, {
    workingDirectory: context.workingDirectory,
    what: 'the environment file',
  });
  diagnostics.push(...loaded.diagnostics);
  if (loaded.value === undefined) return new Map();
  const parsed = parseEnvFile(loaded.value, context.environment);
  diagnostics.push(...parsed.diagnostics);
  // Its lines are shown.
  if (parsed.diagnostics.length > 0) context.masker.add(secretsInEnvFile(loaded.value.text));
  return parsed.value ?? new Map<string, Value>();
}

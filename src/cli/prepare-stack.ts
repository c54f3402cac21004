import { resolve } from 'node:path';
import { checkStack } from '../check/check-stack.ts';
import { knownSecrets } from '../check/known-secrets.ts';
import { surveyStack, type Survey } from '../check/survey.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadSqlParser, type SqlParser } from '../query/load-sql-parser.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import { loadStack } from '../stack/load-stack.ts';
import type { Stack } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import { secretsIn } from '../values/reading.ts';
import type { Context } from './context.ts';
import { loadVariables } from './load-variables.ts';
import { openRegistry } from './open-registry.ts';
import type { StackOptions } from './options.ts';

/** A stack that has been read and checked. */
export interface PreparedStack {
  readonly stack: Stack;
  readonly variables: Variables;
  readonly registry: FileRegistry;
  readonly parser: SqlParser;
  readonly survey: Survey;
  readonly defaultRegion: string | undefined;
}

/**
 * Reads and checks a stack; `value` is undefined where anything is wrong with it, and then every mistake is in `diagnostics`. The
 * secrets that are found on the way are given to the context's masker.
 */
export async function prepareStack(
  folder: string,
  environment: string,
  options: Pick<StackOptions, 'env' | 'envFile' | 'varsFile' | 'schemaDir'>,
  context: Context,
  defaultRegion: string | undefined,
): Promise<{
  readonly value: PreparedStack | undefined;
  readonly variables: Variables | undefined;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const variables = await loadVariables(options, context);
  context.masker.add(secretsIn(variables.value?.all ?? {}));
  const loaded = loadStack({ folder, environment, workingDirectory: context.workingDirectory });
  const before = [...variables.diagnostics, ...loaded.diagnostics];
  const stack = loaded.value;
  // What follows from a mistake in the manifest or a variable would hide it behind a hundred others.
  const cannotGoOn =
    hasErrors(variables.diagnostics) || hasErrors(before.filter((one) => one.code.startsWith('manifest/')));
  if (stack === undefined || variables.value === undefined || cannotGoOn) {
    return { value: undefined, variables: variables.value, diagnostics: before };
  }
  const opened = openRegistry(options, context, resolve(stack.folder));
  if (!opened.ok) return { value: undefined, variables: variables.value, diagnostics: [...before, opened.error] };
  const registry = opened.value;
  const parser = await loadSqlParser();
  const survey = surveyStack(stack, variables.value, { parser, registry, random: context.random });
  context.masker.add(knownSecrets(survey, { registry, defaultRegion }));
  const checked = checkStack(stack, survey, { registry, defaultRegion });
  // Schema files are opened when their types are asked for: only now is it known which of them are broken.
  const diagnostics = [...before, ...registry.problems(), ...checked];
  const prepared = { stack, variables: variables.value, registry, parser, survey, defaultRegion };
  return { value: hasErrors(diagnostics) ? undefined : prepared, variables: variables.value, diagnostics };
}

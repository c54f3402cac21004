import { resolve } from 'node:path';
import { checkStack } from '../check/check-stack.ts';
import { knownSecrets } from '../check/known-secrets.ts';
import { secretsBesideMistakes } from '../check/secrets-beside-mistakes.ts';
import { surveyStack, type Survey } from '../check/survey.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Binder } from '../engine/binder.ts';
import { createCloudControlBinder } from '../engine/cloud-control/create-binder.ts';
import { QueryFileOperations } from '../operations/query-file-operations.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import { loadStack } from '../stack/load-stack.ts';
import type { Stack } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import type { Context } from './context.ts';
import { loadVariables } from './load-variables.ts';
import { openRegistry } from './open-registry.ts';
import type { StackOptions } from './options.ts';

/** A stack that has been read and checked. */
export interface PreparedStack {
  readonly stack: Stack;
  readonly variables: Variables;
  readonly registry: FileRegistry;
  readonly binder: Binder;
  readonly operations: QueryFileOperations;
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
  readonly diagnostics: readonly Diagnostic[];
}> {
  const variables = await loadVariables(options, context);
  const loaded = loadStack({ folder, environment, workingDirectory: context.workingDirectory });
  const before = [...variables.diagnostics, ...loaded.diagnostics];
  const refuse = (diagnostics: readonly Diagnostic[]) => {
    context.masker.add(secretsBesideMistakes(diagnostics));
    return { value: undefined, diagnostics };
  };
  const stack = loaded.value;
  if (stack === undefined || variables.value === undefined) return refuse(before);
  const opened = openRegistry(options, context, resolve(stack.folder));
  if (!opened.ok) return refuse([...before, opened.error]);
  const registry = opened.value;
  const { random } = context;
  const binder = createCloudControlBinder(registry);
  const operations = new QueryFileOperations({ binder, random });
  const survey = surveyStack(stack, variables.value, { operations, random, defaultRegion });
  context.masker.add(knownSecrets(survey));
  // What follows from a mistake in the manifest or a variable would hide it behind a hundred others.
  const cannotGoOn =
    hasErrors(variables.diagnostics) || hasErrors(before.filter((one) => one.code.startsWith('manifest/')));
  if (cannotGoOn) return refuse(before);
  const checked = checkStack(stack, survey);
  // Schema files are opened when their types are asked for: only now is it known which of them are broken.
  const diagnostics = [...before, ...registry.problems(), ...checked];
  if (hasErrors(diagnostics)) return refuse(diagnostics);
  const prepared = { stack, variables: variables.value, registry, binder, operations, survey, defaultRegion };
  return { value: prepared, diagnostics };
}

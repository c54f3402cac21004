import { relative, resolve, sep } from 'node:path';
import { canonicalJson, type Json } from '../base/json.ts';
import { versionOf } from '../base/package-root.ts';
import type { PlanCircumstances } from '../plan/saved/saved-plan.ts';
import { saveValue } from '../plan/saved/saved-value.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { Stack } from '../stack/stack.ts';
import { variablesUsed } from '../stack/variables-used.ts';
import type { Variables } from '../stack/variables.ts';
import type { PlanSealing } from './plan-sealing.ts';
import { keyMark, type Planning } from './planning.ts';

/** What of a plan's circumstances is known once its stack is open. */
export type StackCircumstances = Omit<PlanCircumstances, 'verb' | 'account' | 'options'>;

export interface CircumstanceSources {
  readonly stack: Stack;
  readonly variables: Variables;
  readonly defaultRegion: string | undefined;
  /** What the paths of the stack's files are relative to. */
  readonly workingDirectory: string;
  readonly planning: Planning;
  readonly sealing: PlanSealing;
  /** The types that the stack writes. */
  readonly types: readonly ResourceType[];
}

/** To be asked as soon as the stack is open: secrets that a run learns later would change the digests. */
export function stackCircumstances(sources: CircumstanceSources): StackCircumstances {
  const { stack, variables, defaultRegion, planning, sealing } = sources;
  const mark = keyMark(planning);
  return {
    stack: stack.manifest.name,
    environment: stack.environment,
    version: versionOf(),
    region: defaultRegion ?? null,
    drawn: planning.drawn,
    ...(mark === undefined ? {} : { key: mark }),
    files: digestsOf(sources),
    variables: Object.fromEntries(
      [...variablesUsed(stack, variables)].map(([name, value]) => [
        name,
        saveValue(value, `variable ${name} `, sealing),
      ]),
    ),
  };
}

/** The files of the stack, and the schemas that are not the program's own. */
function digestsOf({ stack, workingDirectory, sealing, types }: CircumstanceSources): PlanCircumstances['files'] {
  const folder = resolve(workingDirectory, stack.folder);
  const files = stack.files.map(({ path, text }): [string, string] => [
    relative(folder, resolve(workingDirectory, path)).split(sep).join('/'),
    text,
  ]);
  const schemas = types
    .filter(({ source }) => source !== 'shipped' && source !== 'catalogue')
    // A schema is JSON.
    .map(({ typeName, schema }): [string, string] => [`the schema of ${typeName}`, canonicalJson(schema as Json)]);
  return Object.fromEntries([...files, ...schemas].map(([path, text]) => [path, sealing.digest(text, path)]));
}

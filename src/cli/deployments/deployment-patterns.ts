import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isGlob } from '../../base/glob.ts';
import type { StackOptions } from '../options.ts';
import type { Context } from '../context.ts';

/** Which stacks and environments a command is about, where it is about several. `*` is any characters of a name, `?` one. */
export interface DeploymentPatterns {
  /** `stacks/*` */
  readonly folders: string;
  /** `prd-*`; an environment is meant by any of them. */
  readonly environments: readonly string[];
}

/**
 * The patterns of a command line; undefined where it names one stack and one environment. A name of a variable has no `*` and no `?`: such
 * an `--env` is a pattern of environments.
 */
export function deploymentPatterns(
  folder: string,
  environment: string | undefined,
  { env }: Pick<StackOptions, 'env'>,
  { workingDirectory }: Context,
): DeploymentPatterns | undefined {
  const environments = [...(environment === undefined ? [] : [environment]), ...env.filter(isEnvironmentPattern)];
  const isOne = environment !== undefined && environments.length === 1 && !isGlob(environment);
  // A folder may have such a name.
  if (isOne && (!isGlob(folder) || existsSync(resolve(workingDirectory, folder)))) return undefined;
  return environments.length === 0 ? undefined : { folders: folder, environments };
}

export function isEnvironmentPattern(assignment: string): boolean {
  return !assignment.includes('=') && isGlob(assignment);
}

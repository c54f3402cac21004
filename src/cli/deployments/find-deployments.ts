import { existsSync, readdirSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { openStack } from '../../api/open-stack.ts';
import { enumerate } from '../../base/text.ts';
import { mistake, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { globOf, isGlob } from '../../base/glob.ts';
import { listedEnvironment } from '../../stack/environment.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import { openingOf } from '../api-options.ts';
import { environmentsIn, manifestIn } from '../completion/stack-facts.ts';
import type { Context } from '../context.ts';
import type { StackOptions } from '../options.ts';
import type { DeploymentPatterns } from './deployment-patterns.ts';

/** A stack in an environment, in one of its regions. */
export interface Deployment {
  readonly folder: string;
  readonly environment: string;
  /** Undefined where the stack or the command line says it, or there is only one. */
  readonly region: string | undefined;
}

/** The options of one deployment. Its region is that of statements that name none, and of templates that ask for AWS_REGION. */
export function optionsOf<O extends Pick<StackOptions, 'env'>>({ region }: Pick<Deployment, 'region'>, options: O): O {
  return region === undefined ? options : { ...options, env: [...options.env, `AWS_REGION=${region}`] };
}

/**
 * Everything that patterns mean, in the order of folders, environments and regions. A stack whose manifest cannot be read stands for itself:
 * its run says what is wrong.
 */
export async function findDeployments(
  patterns: DeploymentPatterns,
  options: StackOptions,
  context: Context,
): Promise<Parsed<readonly Deployment[]>> {
  const folders = stackFolders(patterns.folders, context.workingDirectory);
  const known = new Set<string>();
  const found: Deployment[] = [];
  for (const folder of folders) {
    const manifest = manifestIn(folder, context.workingDirectory);
    for (const name of manifest === undefined ? [] : environmentsIn(manifest)) known.add(name);
    for (const environment of environmentsMeant(manifest, patterns.environments))
      found.push(...(await inRegions(folder, environment, manifest, options, context)));
  }
  return { value: found, diagnostics: found.length > 0 ? [] : [nothingFound(patterns, folders, [...known])] };
}

/** Folders with a manifest, by a pattern for each part of their path. A `*` means no hidden folder, and no packages. */
export function stackFolders(pattern: string, workingDirectory: string): readonly string[] {
  let open = [pattern.startsWith('/') ? '/' : ''];
  for (const part of pattern.split('/').filter((one) => one !== '')) {
    open = open.flatMap((folder) =>
      isGlob(part)
        ? foldersIn(resolve(workingDirectory, folder), globOf(part)).map((name) => posix.join(folder, name))
        : [posix.join(folder, part)],
    );
  }
  return open.filter((folder) => existsSync(resolve(workingDirectory, folder, manifestFileName)));
}

function foldersIn(folder: string, glob: RegExp): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name)
      .filter((name) => glob.test(name) && !name.startsWith('.') && name !== 'node_modules')
      .sort();
  } catch {
    return [];
  }
}

function environmentsMeant(manifest: Manifest | undefined, patterns: readonly string[]): readonly string[] {
  if (manifest === undefined) return patterns;
  const known = environmentsIn(manifest);
  const meant = patterns.flatMap((pattern) =>
    isGlob(pattern) ? known.filter((name) => globOf(pattern).test(name)) : [pattern],
  );
  return [...new Set(meant)];
}

/** The regions that the environment allows, one after the other, unless the stack says itself where its resources are. */
export async function inRegions(
  folder: string,
  environment: string,
  manifest: Manifest | undefined,
  options: StackOptions,
  context: Context,
): Promise<readonly Deployment[]> {
  const allowed = (manifest && listedEnvironment(manifest, environment))?.regions ?? [];
  const regions = [...new Set(allowed.map(({ name }) => name))];
  const [first, second] = regions;
  const whole = [{ folder, environment, region: undefined }];
  const isSaid = options.region !== undefined || options.env.some((one) => /^AWS_REGION(?:=|$)/.test(one));
  if (isSaid || first === undefined || second === undefined) return whole;
  const seen = await Promise.all(
    [first, second].map(async (region) => {
      const { value } = await openStack({
        ...openingOf(optionsOf({ region }, options), context),
        folder,
        environment,
      });
      return value === undefined ? undefined : JSON.stringify(value.records.map((record) => record.region));
    }),
  );
  return seen[0] !== undefined && seen[0] === seen[1]
    ? whole
    : regions.map((region) => ({ folder, environment, region }));
}

export function nothingFound(
  { folders, environments }: DeploymentPatterns,
  found: readonly string[],
  known: readonly string[],
): Diagnostic {
  if (found.length === 0) {
    return mistake('input/file-missing', `no stack matches "${folders}"`, {
      help: `a stack is a folder with ${manifestFileName}; quote the pattern, or the shell replaces it`,
    });
  }
  return mistake(
    'input/environment',
    `no environment matches ${enumerate(
      environments.map((one) => `"${one}"`),
      'or',
    )}`,
    {
      help: known.length === 0 ? 'list them in the manifest under environments' : `the stacks have ${enumerate(known)}`,
    },
  );
}

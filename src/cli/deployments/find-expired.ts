import { isGlob, globOf } from '../../base/glob.ts';
import { openStack } from '../../api/open-stack.ts';
import type { OpenedStack } from '../../api/opened-stack.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { StatementFailure } from '../../engine/engine.ts';
import type { Reporter } from '../../events/reporter.ts';
import type { StackExpiry } from '../../lifecycle/find-expiry.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { listedEnvironment } from '../../stack/environment.ts';
import { networkMistakes, openingOf, regionOf } from '../api-options.ts';
import { environmentsIn, manifestIn } from '../completion/stack-facts.ts';
import type { Context } from '../context.ts';
import { openRunTarget } from '../open-run-target.ts';
import type { StackOptions } from '../options.ts';
import type { DeploymentPatterns } from './deployment-patterns.ts';
import { inRegions, optionsOf, stackFolders, type Deployment } from './find-deployments.ts';

/** A stack in an environment, and what its marks say of its expiry; undefined where it could not be asked. */
export interface ExpiringStack {
  readonly deployment: Deployment;
  /** Its name in the manifest. */
  readonly stack: string;
  readonly expiry: StackExpiry | undefined;
}

export interface ExpiringStacks {
  readonly stacks: readonly ExpiringStack[];
  /** Why there may be more: the reporter was told what is no failure of the cloud. */
  readonly failures: readonly StatementFailure[];
  readonly isWhole: boolean;
}

/**
 * The stacks and environments that patterns mean, with their expiry. Which environments there are, the manifest says where it names them;
 * otherwise the index of tags is asked, in the regions that the stack has in an environment that the pattern would mean.
 */
export async function findExpiring(
  { folders, environments }: DeploymentPatterns,
  options: StackOptions,
  context: Context,
  reporter: Reporter,
): Promise<ExpiringStacks> {
  const stacks: ExpiringStack[] = [];
  const failures: StatementFailure[] = [];
  let isWhole = true;
  for (const folder of stackFolders(folders, context.workingDirectory)) {
    const manifest = manifestIn(folder, context.workingDirectory);
    const names = new Set<string>();
    for (const pattern of environments) {
      const { named, sample } = meantBy(pattern, manifest);
      for (const name of named) names.add(name);
      if (sample === undefined) continue;
      for (const deployment of await inRegions(folder, sample, manifest, options, context)) {
        const found = await ask(deployment, options, context, reporter, (stack, run) =>
          stack.findMarkedEnvironments(run),
        );
        if (found === undefined) isWhole = false;
        if (found?.kind !== 'asked') continue;
        failures.push(...found.answer.failures);
        for (const name of found.answer.names) if (globOf(pattern).test(name)) names.add(name);
      }
    }
    for (const environment of [...names].sort()) {
      for (const deployment of await inRegions(folder, environment, manifest, options, context)) {
        const found = await ask(deployment, options, context, reporter, (stack, run) => stack.findExpiry(run));
        if (found?.kind === 'no-values') continue;
        stacks.push({ deployment, stack: manifest?.name ?? folder, expiry: found?.answer });
      }
    }
  }
  return { stacks, failures, isWhole };
}

/** The environments that a pattern means by their names, and one that it would mean, as a sample of those that nobody names. */
function meantBy(
  pattern: string,
  manifest: Manifest | undefined,
): { readonly named: readonly string[]; readonly sample: string | undefined } {
  if (manifest === undefined) return { named: [], sample: undefined };
  if (!isGlob(pattern)) return { named: [pattern], sample: undefined };
  const listed = manifest.environments?.items.map(({ name }) => name).filter(isGlob) ?? [];
  const samples = [pattern, ...listed].map((one) => one.replaceAll(/[*?]/g, '0'));
  const isMeant = (name: string): boolean =>
    globOf(pattern).test(name) &&
    (manifest.environments === undefined || listedEnvironment(manifest, name) !== undefined);
  return { named: environmentsIn(manifest).filter(isMeant), sample: samples.find(isMeant) };
}

/** `no-values`: the stack has no values for such an environment, so that nothing of it can be there. */
type Asked<T> =
  { readonly kind: 'asked'; readonly answer: T } | { readonly kind: 'no-values'; readonly answer?: undefined };

/** Opens a stack and asks something of the cloud; undefined where that cannot be done, which the reporter was told. */
async function ask<T>(
  deployment: Deployment,
  options: StackOptions,
  context: Context,
  reporter: Reporter,
  question: (stack: OpenedStack, run: Parameters<OpenedStack['findExpiry']>[0]) => Promise<T>,
): Promise<Asked<T> | undefined> {
  const { folder, environment } = deployment;
  const own = optionsOf(deployment, options);
  const { value: stack, diagnostics } = await openStack({
    ...openingOf(own, context),
    folder,
    environment,
    region: regionOf(own, context),
    diagnostics: networkMistakes(own, context),
  });
  if (stack === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.every(isValueMissing)) return { kind: 'no-values' };
    reporter.report({ kind: 'run.diagnostics', diagnostics: errors });
    return undefined;
  }
  const target = await openRunTarget(stack, own, context, reporter);
  if (target === undefined) return undefined;
  const { clock, stopping } = context;
  try {
    return { kind: 'asked', answer: await question(stack, { ...target, clock, signal: stopping }) };
  } finally {
    await target.close();
  }
}

function isValueMissing({ code }: Diagnostic): boolean {
  return code === 'manifest/no-value-for-environment';
}

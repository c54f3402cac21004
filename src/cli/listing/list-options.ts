import { regionMistake, type FoundRegion } from '../../api/find-region.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ListedLive } from '../../report/listing/listing.ts';
import { globOf } from '../../base/glob.ts';
import { networkMistakes, regionOf, type TargetFlags } from '../api-options.ts';
import type { Context } from '../context.ts';
import type { StackOptions } from '../options.ts';

export interface ListOptions
  extends
    Omit<TargetFlags, 'region'>,
    Pick<StackOptions, 'env' | 'envFile' | 'varsFile' | 'schemaDir' | 'color' | 'json'> {
  readonly type: readonly string[];
  readonly region: readonly string[];
  readonly name: string | undefined;
  readonly managed: boolean;
  readonly unmanaged: boolean;
  /** An older name of `managed`. */
  readonly our: boolean;
  /** An older name of `unmanaged`. */
  readonly notOur: boolean;
  readonly summary: boolean;
}

/** The region of what names none: that of the environment or the profile. Those that `--region` names go before it. */
export function usualRegion(options: ListOptions, context: Context): FoundRegion | undefined {
  return regionOf({ ...options, region: undefined }, context);
}

export const noRegion = mistake('input/region', 'no region is known', {
  help: 'name one with --region, or set AWS_REGION',
});

/** What is wrong with the options whatever there is in the cloud. */
export function wrongUse(
  folder: string | undefined,
  environment: string | undefined,
  options: ListOptions,
  context: Context,
): Diagnostic | undefined {
  if (folder !== undefined && environment === undefined) {
    return mistake('input/option', `the environment of the stack ${folder} is missing`, {
      help: 'write stack-deploy list STACK_DIR STACK_ENV',
    });
  }
  const { isManaged, isUnmanaged } = wantedOf(options);
  if (isManaged && isUnmanaged)
    return mistake('input/option', 'nothing is both managed and unmanaged: give --managed or --unmanaged');
  if ((isManaged || isUnmanaged) && folder === undefined) {
    const option = isManaged ? '--managed' : '--unmanaged';
    return mistake('input/option', `${option} needs a stack`, {
      help: `write stack-deploy list STACK_DIR STACK_ENV ${option}`,
    });
  }
  if (options.type.length === 0 && folder === undefined) {
    return mistake('input/option', 'there is nothing that says which resources', {
      help: "name types with -t, or a stack; -t '*' lists everything that can be listed",
    });
  }
  const asked =
    options.region.length === 0
      ? [usualRegion(options, context)]
      : options.region.map((name) => ({ name, from: '--region' }));
  return [...asked.flatMap((region) => regionMistake(region) ?? []), ...networkMistakes(options, context)][0];
}

/** Which resources are shown. */
export function isWantedBy(options: ListOptions): (resource: ListedLive) => boolean {
  const { name } = options;
  const { isManaged, isUnmanaged } = wantedOf(options);
  const pattern = name === undefined ? undefined : globOf(name);
  return (resource) =>
    !(isManaged && resource.managedBy === undefined) &&
    !(isUnmanaged && resource.managedBy !== undefined) &&
    (pattern === undefined || pattern.test(resource.name));
}

function wantedOf({ managed, unmanaged, our, notOur }: ListOptions) {
  return { isManaged: managed || our, isUnmanaged: unmanaged || notOur };
}

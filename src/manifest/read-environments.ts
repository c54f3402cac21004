import type { Environments, ManifestEnvironment, ManifestValue, Named } from './manifest.ts';
import { headOf, memberOf } from './manifest-value.ts';
import { isTrue, namesIn, readExcerpt, readFlag, readName } from './read-fields.ts';

/** `environments` of a manifest: names alone, or a map with what each allows. */
export function readEnvironments(value: ManifestValue | undefined): Environments | undefined {
  switch (value?.kind) {
    case 'list':
      return { at: headOf(value), items: namesIn(value).map((named) => environment(named, undefined)) };
    case 'map':
      return {
        at: headOf(value),
        items: value.entries.map((entry) => environment({ name: entry.key, at: entry.keyAt }, entry.value)),
      };
    default:
      return undefined;
  }
}

function environment(named: Named, value: ManifestValue | undefined): ManifestEnvironment {
  const regions = memberOf(value, 'regions');
  return {
    ...named,
    account: readName(memberOf(value, 'account')),
    regions: regions === undefined ? undefined : namesIn(regions),
    roleArn: readName(memberOf(value, 'role_arn')),
    isProtected: isTrue(memberOf(value, 'protected')),
    confirm: readFlag(memberOf(value, 'confirm')),
    assets: readExcerpt(memberOf(value, 'assets')),
  };
}

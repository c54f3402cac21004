import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { regionHelp } from '../../diagnostics/region-help.ts';
import type { Manifest, ManifestEnvironment } from '../manifest.ts';

/** Accounts, roles and regions of environments that no request could ever go by. */
export function environments(manifest: Manifest): readonly Diagnostic[] {
  const items = manifest.environments?.items ?? [];
  const twice = items.filter(({ name }, index) => items.findIndex((one) => one.name === name) < index);
  return [
    ...twice.map(({ name, at }) =>
      mistake('manifest/duplicate-name', `the environment "${name}" is listed twice`, { at, help: 'remove one' }),
    ),
    ...items.flatMap((item) => [...wrongAccount(item), ...wrongRole(item), ...wrongRegions(item)]),
  ];
}

function wrongAccount({ account }: ManifestEnvironment): readonly Diagnostic[] {
  if (account === undefined || /^\d{12}$/.test(account.name)) return [];
  const message = `"account" must be 12 digits, not "${account.name}"`;
  return [mistake('manifest/wrong-type', message, { at: account.at })];
}

/** A role belongs to an account: one of another account than the environment's would be refused in every run. */
function wrongRole({ name, account, roleArn }: ManifestEnvironment): readonly Diagnostic[] {
  if (roleArn === undefined) return [];
  const own = accountOfRole(roleArn.name);
  if (own === undefined) {
    const message = `"role_arn" must be the ARN of a role, arn:aws:iam::123456789012:role/name, not "${roleArn.name}"`;
    return [mistake('manifest/wrong-type', message, { at: roleArn.at })];
  }
  if (account === undefined || own === account.name) return [];
  const message = `the role of environment "${name}" belongs to account ${own}, not to ${account.name}`;
  return [mistake('manifest/environment', message, { at: roleArn.at })];
}

function wrongRegions({ regions = [] }: ManifestEnvironment): readonly Diagnostic[] {
  return regions.flatMap(({ name, at }) => {
    const help = regionHelp(name);
    return help === undefined ? [] : [mistake('manifest/wrong-type', `invalid region "${name}"`, { at, help })];
  });
}

/** `123456789012` of `arn:aws:iam::123456789012:role/deploy`; undefined where it is no such ARN. */
function accountOfRole(arn: string): string | undefined {
  return /^arn:[\w-]+:iam::(\d{12}):role\/\S+$/.exec(arn)?.[1];
}

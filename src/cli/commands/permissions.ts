import { openStack } from '../../api/open-stack.ts';
import { enumerate } from '../../base/text.ts';
import type { AssumedRole } from '../../check/assumed-roles.ts';
import type { Purpose } from '../../check/purpose.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type PermissionsOptions = Omit<StackOptions, 'lock'> & {
  readonly for: Purpose | undefined;
  /** Whether runs are given `--lock`; undefined where the manifest is to say. */
  readonly lock: boolean | undefined;
};

/** Prints the IAM policy that a stack needs. */
export async function runPermissions(
  folder: string,
  environment: string,
  options: PermissionsOptions,
  context: Context,
): Promise<ExitCode> {
  // Nothing is sent, so that any region will do where none is given.
  const region = regionOf({ ...options, local: false }, context) ?? 'us-east-1';
  const { value, diagnostics } = await openStack({ ...openingOf(options, context), folder, environment, region });
  const { masker } = context;
  if (value === undefined) {
    const text = formatDiagnostics(diagnostics, paletteFor(options, context), {
      maskText: (line) => masker.mask(line),
    });
    context.errors.write(masker.mask(text) + '\n');
    return exitCodes.failed.code;
  }
  const needed = value.permissions(options.for === undefined ? undefined : [options.for], {
    undoes: options.onFailure === 'rollback',
    locks: options.lock,
  });
  const { roles } = value;
  const policy = {
    Version: '2012-10-17',
    Statement: [
      ...needed.groups.map(({ name, actions, resources = '*' }) => ({
        Sid: name.replaceAll(/[^A-Za-z0-9]/g, ''),
        Effect: 'Allow',
        Action: actions,
        Resource: resources,
      })),
      ...(roles.length === 0 ? [] : [assumptionOf(roles)]),
    ],
  };
  context.output.write(JSON.stringify(policy, undefined, 2) + '\n');
  for (const { role, resources } of roles) {
    context.errors.write(
      `${enumerate(resources)} ${resources.length === 1 ? 'acts' : 'act'} as ${role.arn}: that role needs those actions\n`,
    );
  }
  for (const note of [...needed.notes, ...sizeNote(policy)]) context.errors.write(note + '\n');
  return exitCodes.done.code;
}

/** Characters of a managed policy, spaces not counted. */
const largestPolicy = 6144;

function sizeNote(policy: object): readonly string[] {
  const size = JSON.stringify(policy).length;
  return size <= largestPolicy
    ? []
    : [`the policy has ${size} characters, and IAM takes ${largestPolicy} in one: spread its statements over several`];
}

/** The caller's leave to assume the roles that resources name. */
function assumptionOf(roles: readonly AssumedRole[]) {
  const arns = [...new Set(roles.map(({ role }) => role.arn))].sort();
  return { Sid: 'Roles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: arns };
}

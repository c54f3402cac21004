import { Option } from 'commander';
import type { PermissionsOptions } from '../commands/permissions.ts';
import { callerOptions, colorOption, schemaOption, modulesOption, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const permissionsCommand: CommandDefinition = {
  name: 'permissions',
  summary: 'print the IAM policy that the stack needs',
  description:
    'Prints a policy with the actions of Cloud Control, those of the handlers of every resource type in the stack, and those for tags. Sends nothing. Types whose permissions are not known are named on standard error.',
  arguments: stackArguments,
  options: () => [
    new Option('--for <PURPOSE>', 'only what this needs; else what all of them need').choices([
      'plan',
      'drift',
      'test',
      'build',
      'teardown',
    ]),
    new Option('--on-failure <WHAT>', 'rollback: with what a build --on-failure rollback needs to undo itself')
      .choices(['error', 'ignore', 'rollback'])
      .default('error'),
    new Option('--lock', 'with what the lock needs that a build or teardown takes (default: as the manifest says)'),
    ...variableOptions(),
    modulesOption(),
    ...callerOptions(),
    schemaOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables',
  writes: 'nothing',
  example: 'stack-deploy permissions examples/cognito-user-pool dev --for plan',
  run: async ([folder, environment], options, context) => {
    const { runPermissions } = await import('../commands/permissions.ts');
    // commander makes the options by the definitions above.
    return runPermissions(String(folder), String(environment), options as PermissionsOptions, context);
  },
};

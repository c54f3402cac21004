import {
  colorOption,
  schemaOption,
  targetOptions,
  modulesOption,
  variableOptions,
  type StackOptions,
} from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const unlockCommand: CommandDefinition = {
  name: 'unlock',
  summary: 'remove a lock that a run has left behind',
  description:
    'Removes the lock that a build or teardown has left behind. A run that still holds it notices, and starts nothing more.',
  arguments: stackArguments,
  options: () => [...variableOptions(), modulesOption(), ...targetOptions(), schemaOption(), colorOption()],
  reads: 'the stack folder, variables, the cloud',
  writes: 'the lock in the cloud',
  example: 'stack-deploy unlock examples/cognito-user-pool dev --local',
  run: async ([folder, environment], options, context) => {
    const { removeLock } = await import('../commands/unlock.ts');
    // commander makes the options by the definitions above.
    return removeLock(String(folder), String(environment), options as StackOptions, context);
  },
};

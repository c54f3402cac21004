import {
  onFailureOption,
  reportOptions,
  runOptions,
  schemaOption,
  targetOptions,
  variableOptions,
  type StackOptions,
} from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const teardownCommand: CommandDefinition = {
  name: 'teardown',
  summary: 'remove the stack from the cloud',
  description: 'Deletes the resources of the stack in reverse order. What is not there is no failure.',
  arguments: stackArguments,
  options: () => [
    ...variableOptions(),
    ...targetOptions(),
    schemaOption(),
    ...runOptions(),
    onFailureOption({ error: 'stop', ignore: 'go on with what the failed resource does not use' }),
    ...reportOptions(),
  ],
  reads: 'the stack folder, variables, the cloud',
  writes: 'the cloud',
  example: 'stack-deploy teardown examples/cognito-user-pool dev --local',
  run: async ([folder, environment], options, context) => {
    const { runStackCommand } = await import('../commands/run-stack.ts');
    // commander makes the options by the definitions above.
    return runStackCommand('teardown', String(folder), String(environment), options as StackOptions, context);
  },
};

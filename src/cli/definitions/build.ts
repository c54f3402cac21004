import {
  onFailureOption,
  outputFileOption,
  reportOptions,
  runOptions,
  schemaOption,
  targetOptions,
  variableOptions,
  type StackOptions,
} from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const buildCommand: CommandDefinition = {
  name: 'build',
  summary: 'make the cloud match the stack',
  description:
    'Creates what is missing, updates what differs, leaves the rest alone. Everything is checked before the first request.',
  arguments: stackArguments,
  options: () => [
    ...variableOptions(),
    ...targetOptions(),
    schemaOption(),
    ...runOptions(),
    onFailureOption({
      error: 'stop',
      ignore: 'go on with what does not need the failed resource',
      rollback: 'undo what this run has done',
    }),
    outputFileOption(),
    ...reportOptions(),
  ],
  reads: 'the stack folder, variables, the cloud',
  writes: 'the cloud; --output-file',
  example: 'stack-deploy build examples/cognito-user-pool dev --local',
  run: async ([folder, environment], options, context) => {
    const { runStackCommand } = await import('../commands/run-stack.ts');
    // commander makes the options by the definitions above.
    return runStackCommand('build', String(folder), String(environment), options as StackOptions, context);
  },
};

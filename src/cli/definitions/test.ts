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

export const testCommand: CommandDefinition = {
  name: 'test',
  summary: 'prove that the cloud matches the stack',
  description:
    'Looks at each resource and compares it with what the stack says. Changes nothing; exit code 1 where anything differs.',
  arguments: stackArguments,
  options: () => [
    ...variableOptions(),
    ...targetOptions(),
    schemaOption(),
    ...runOptions(),
    // A test looks at everything whatever this says; whoever gives it to all commands may give it to this one.
    onFailureOption({ error: '', ignore: '', rollback: '' }).hideHelp(),
    outputFileOption(),
    ...reportOptions(),
  ],
  reads: 'the stack folder, variables, the cloud',
  writes: '--output-file',
  example: 'stack-deploy test examples/cognito-user-pool dev --local',
  run: async ([folder, environment], options, context) => {
    const { runStackCommand } = await import('../commands/run-stack.ts');
    // commander makes the options by the definitions above.
    return runStackCommand('test', String(folder), String(environment), options as StackOptions, context);
  },
};

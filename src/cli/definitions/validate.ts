import {
  callerOptions,
  colorOption,
  jsonOption,
  schemaOption,
  modulesOption,
  variableOptions,
  type StackOptions,
} from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const validateCommand: CommandDefinition = {
  name: 'validate',
  summary: 'check the stack without calling AWS',
  description: 'Reads the stack, renders every query and checks it against the resource types. Sends nothing.',
  arguments: stackArguments,
  options: () => [
    ...variableOptions(),
    modulesOption(),
    ...callerOptions(),
    schemaOption(),
    jsonOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables',
  writes: 'nothing',
  example: 'stack-deploy validate examples/cognito-user-pool dev --json',
  run: async ([folder, environment], options, context) => {
    const { validate } = await import('../commands/validate.ts');
    // commander makes the options by the definitions above.
    return validate(String(folder), String(environment), options as StackOptions, context);
  },
};

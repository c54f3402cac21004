import { Option } from 'commander';
import type { InfoOptions } from '../commands/info.ts';
import { colorOption, jsonOption, schemaOption, targetOptions, modulesOption, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const infoCommand: CommandDefinition = {
  name: 'info',
  summary: 'show versions, target, region, account and paths',
  description:
    'Tells what a run with the same options would use; with a stack, also the roles that its resources assume. Sends nothing, but for --ask.',
  arguments: [
    { syntax: '[STACK_DIR]', description: 'the folder of a stack' },
    { syntax: '[STACK_ENV]', description: 'its environment' },
  ],
  options: () => [
    new Option('--ask', 'ask AWS who the caller is, and whom each role makes of it').default(false),
    ...variableOptions(),
    modulesOption(),
    ...targetOptions(),
    schemaOption(),
    jsonOption(),
    colorOption(),
  ],
  reads: 'the environment; the stack folder, variables; --ask: AWS',
  writes: 'nothing',
  example: 'stack-deploy info --local',
  run: async ([folder, environment], options, context) => {
    const { info } = await import('../commands/info.ts');
    // commander makes the options and arguments by the definitions above.
    return info(folder as string | undefined, environment as string | undefined, options as InfoOptions, context);
  },
};

import { Option } from 'commander';
import type { ShellOptions } from '../commands/shell.ts';
import { colorOption, schemaOption, targetOptions, timeoutOption, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { formatOption } from './query.ts';

export const shellCommand: CommandDefinition = {
  name: 'shell',
  summary: 'interactive SQL shell',
  description:
    'Reads statements, each ended by ;, and shows what they yield. On a terminal it completes names with Tab and keeps a history; in a pipe the first mistake ends it.',
  arguments: [],
  options: () => [
    formatOption(),
    new Option('--write', 'let statements change the cloud; each is shown before it is sent').default(false),
    ...variableOptions(),
    ...targetOptions(),
    schemaOption(),
    timeoutOption(),
    colorOption(),
  ],
  reads: 'standard input, variables, the cloud',
  writes: 'the cloud, only with --write; its history',
  example: 'stack-deploy shell --local --region us-east-1',
  run: async (_args, options, context) => {
    const { shell } = await import('../commands/shell.ts');
    // commander makes the options by the definitions above.
    return shell(options as ShellOptions, context);
  },
};

import { Option } from 'commander';
import type { InitOptions } from '../commands/init.ts';
import type { CommandDefinition } from './definition.ts';

export const initCommand: CommandDefinition = {
  name: 'init',
  summary: 'start a stack from a template',
  description: 'Writes a small stack that can be built as it stands. Files that exist are never overwritten.',
  arguments: [{ syntax: '[DIR]', description: 'the folder of the new stack; the stack is named after it' }],
  options: () => [
    new Option('-t, --template <NAME>', 'which template to start from').default('cognito-user-pool'),
    new Option('--list', 'list the templates and write nothing').default(false),
  ],
  reads: 'nothing',
  writes: 'DIR',
  example: 'stack-deploy init my-stack --template cognito-user-pool',
  run: async ([folder], options, context) => {
    const { init } = await import('../commands/init.ts');
    // commander makes the options by the definitions above.
    return init(typeof folder === 'string' ? folder : undefined, options as InitOptions, context);
  },
};

import { callerOptions, colorOption, schemaOption, modulesOption, variableOptions } from '../options.ts';
import type { EjectOptions } from '../commands/eject.ts';
import { Option } from 'commander';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const ejectCommand: CommandDefinition = {
  name: 'eject',
  summary: 'write the query file of a resource in the short form',
  description:
    'Writes resources/NAME.iql with the queries that an entry in the short form stands for, and gives the entry props in the place of its type and properties. The stack means the same as before and sends the same requests. Sends nothing.',
  arguments: stackArguments,
  options: () => [
    new Option('--entry <NAME>', 'the entry to eject').makeOptionMandatory(),
    new Option('--print', 'print the query file and change nothing').default(false),
    ...variableOptions(),
    modulesOption(),
    ...callerOptions(),
    schemaOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables',
  writes: 'the stack folder; with --print nothing',
  example: 'stack-deploy eject examples/web-application dev --entry jobs --print',
  run: async ([folder, environment], options, context) => {
    const { eject } = await import('../commands/eject.ts');
    // commander makes the options by the definitions above.
    return eject(String(folder), String(environment), options as EjectOptions, context);
  },
};

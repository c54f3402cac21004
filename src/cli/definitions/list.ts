import { Option } from 'commander';
import type { ListOptions } from '../listing/list-options.ts';
import {
  collect,
  colorOption,
  jsonOption,
  schemaOption,
  targetOptions,
  modulesOption,
  variableOptions,
} from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const listCommand: CommandDefinition = {
  name: 'list',
  summary: 'show what is in the cloud, and what of it a stack manages',
  description:
    'Lists resources with their live properties. With a stack it says of each whether the stack manages it; without -t it then lists the types of the stack.',
  arguments: [
    { syntax: '[STACK_DIR]', description: 'the folder of a stack' },
    { syntax: '[STACK_ENV]', description: 'its environment' },
  ],
  options: () => [
    new Option(
      '-t, --type <TYPE>',
      'a type: AWS::Cognito::UserPool, awscc.cognito.user_pools, AWS::Cognito::* (repeatable)',
    )
      .default([], 'those of the stack')
      .argParser(collect),
    new Option('--region <REGION>', 'a region (repeatable)').default([], 'AWS_REGION').argParser(collect),
    new Option('--name <NAME>', 'only resources of this name; * stands for any characters'),
    new Option('--managed', 'only resources that the stack manages').default(false),
    new Option('--unmanaged', 'only resources that the stack does not manage').default(false),
    // As GruCloud has them.
    new Option('--our').default(false).hideHelp(),
    new Option('--not-our').default(false).hideHelp(),
    new Option('--summary', 'names only, without properties').default(false),
    jsonOption(),
    ...variableOptions(),
    modulesOption(),
    ...targetOptions().filter((option) => option.long !== '--region'),
    schemaOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables, the cloud',
  writes: 'nothing',
  example: 'stack-deploy list examples/cognito-user-pool dev --local --region us-east-1',
  run: async ([folder, environment], options, context) => {
    const { list } = await import('../commands/list.ts');
    // commander makes the options and arguments by the definitions above.
    return list(folder as string | undefined, environment as string | undefined, options as ListOptions, context);
  },
};

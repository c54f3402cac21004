import { Option } from 'commander';
import type { InitOptions } from '../commands/init.ts';
import { collect } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const initCommand: CommandDefinition = {
  name: 'init',
  summary: 'start a stack from a template or resource types',
  description:
    'Writes a small stack that can be built as it stands, or the entries of resource types with the properties that they must have. Files that exist are never overwritten.',
  arguments: [{ syntax: '[DIR]', description: 'the folder of the new stack; the stack is named after it' }],
  options: () => [
    new Option(
      '-t, --template <NAME>',
      'which template to start from (default: cognito-user-pool; with --type: empty)',
    ),
    new Option('--type <TYPE>', 'a resource type to begin with: AWS::SQS::Queue, awscc.sqs.queues (repeatable)')
      .argParser(collect)
      .default([], 'none'),
    new Option('--ci <WHERE>', 'write a workflow that checks and builds the stack, too').choices(['github']),
    new Option('--list', 'list the templates and write nothing').default(false),
  ],
  reads: 'nothing',
  writes: 'DIR; --ci: .github/workflows',
  example: 'stack-deploy init my-stack --type AWS::SQS::Queue --type AWS::S3::Bucket',
  run: async ([folder], options, context) => {
    const { init } = await import('../commands/init.ts');
    // commander makes the options by the definitions above.
    return init(typeof folder === 'string' ? folder : undefined, options as InitOptions, context);
  },
};

import type { SchemaCommandOptions } from '../commands/schema.ts';
import { jsonOption, targetOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

const awsOptions = ['--region', '--profile'];

export const schemaCommand: CommandDefinition = {
  name: 'schema',
  summary: 'show, list or pull the schemas of resource types',
  description:
    'show TYPE tells what a resource type has; list [PATTERN] names the types that there are; pull TYPE... asks AWS for the newest schemas and keeps them for every later command. A type is named as AWS::Cognito::UserPool, awscc.cognito.user_pools or CognitoIdentityServiceProvider::UserPool.',
  arguments: [
    { syntax: '<ACTION>', description: 'show, list or pull' },
    { syntax: '[NAMES...]', description: 'types; for list a part of their names, * for any text' },
  ],
  options: () => [...targetOptions().filter((option) => awsOptions.includes(option.long ?? '')), jsonOption()],
  reads: 'schemas; pull: AWS',
  writes: 'pull: the cache folder',
  example: 'stack-deploy schema show awscc.cognito.user_pool_clients',
  run: async ([action, names], options, context) => {
    const { runSchema } = await import('../commands/schema.ts');
    // commander makes a variadic argument a list of texts, and the options by the definitions above.
    return runSchema(String(action), names as readonly string[], options as SchemaCommandOptions, context);
  },
};

import type { SchemaCommandOptions } from '../commands/schema-options.ts';
import { callerOptions, jsonOption, schemaOption } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const schemaCommand: CommandDefinition = {
  name: 'schema',
  summary: 'show, list or pull the schemas of resource types, or write one for an editor',
  description:
    'show TYPE tells what a resource type has; list [PATTERN] names the types that there are; pull TYPE... asks AWS for the newest schemas and keeps them for every later command, in --schema-dir where that is given; editor STACK_DIR writes a JSON Schema of the manifest, with the properties of its types, for editors. A type is named as AWS::Cognito::UserPool, awscc.cognito.user_pools or CognitoIdentityServiceProvider::UserPool.',
  arguments: [
    { syntax: '<ACTION>', description: 'show, list, pull or editor' },
    {
      syntax: '[NAMES...]',
      description: 'types; for list a part of their names, * for any text; for editor the folder of a stack',
    },
  ],
  options: () => [...callerOptions(), schemaOption(), jsonOption()],
  reads: 'schemas; pull: AWS',
  writes: 'pull: --schema-dir, else the cache folder; editor: STACK_DIR',
  example: 'stack-deploy schema show awscc.cognito.user_pool_clients',
  run: async ([action, names], options, context) => {
    const { runSchema } = await import('../commands/schema.ts');
    // commander makes a variadic argument a list of texts, and the options by the definitions above.
    return runSchema(String(action), names as readonly string[], options as SchemaCommandOptions, context);
  },
};

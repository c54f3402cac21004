import { Option } from 'commander';
import type { ImportOptions } from '../importing/import-options.ts';
import { collect, colorOption, schemaOption, targetOptions, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const importCommand: CommandDefinition = {
  name: 'import',
  summary: 'write entries for resources that are there already',
  description:
    'Reads resources and adds an entry in the short form for each to the manifest: with references to each other, without defaults, secrets and what only the service sets. A folder without a manifest gets a new one. The next build takes the resources over. Changes nothing in the cloud. A CloudFormation template becomes a manifest without any request.',
  arguments: stackArguments,
  options: () => [
    new Option(
      '--resource <TYPE=IDENTIFIER>',
      'a resource, such as AWS::SQS::Queue=URL; * in the identifier stands for any characters (repeatable)',
    )
      .default([], 'none')
      .argParser(collect),
    new Option('--query <SQL>', 'the resources of the first table of a SELECT, or of a file with one (repeatable)')
      .default([], 'none')
      .argParser(collect),
    new Option('--terraform-state <FILE>', 'the resources of a state file, or of what "terraform show -json" printed'),
    new Option('--cloudformation <FILE>', 'a CloudFormation template, in JSON or YAML: a new manifest says the same'),
    new Option(
      '--physical-ids <FILE>',
      'what "aws cloudformation describe-stack-resources" printed: it says which resources those of the template are',
    ),
    new Option(
      '--take-over <OWNER>',
      'leave to have what belongs to another stack: shop, shop/prd, or the name of a CloudFormation stack (repeatable)',
    )
      .default([], 'none')
      .argParser(collect),
    new Option('--print', 'print the entries and write nothing').default(false),
    ...variableOptions(),
    ...targetOptions(),
    schemaOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables, the state or template, the cloud',
  writes: 'the manifest; with --print nothing',
  example: 'stack-deploy import users dev --resource AWS::Cognito::UserPool=us-east-1_abcDEF123',
  run: async ([folder, environment], options, context) => {
    const { importResources } = await import('../commands/import.ts');
    // commander makes the options by the definitions above.
    return importResources(String(folder), String(environment), options as ImportOptions, context);
  },
};

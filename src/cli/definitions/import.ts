import { Option } from 'commander';
import type { ImportOptions } from '../importing/import-options.ts';
import { collect, colorOption, schemaOption, targetOptions, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const importCommand: CommandDefinition = {
  name: 'import',
  summary: 'write entries for resources that are there already',
  description:
    'Reads resources and adds an entry in the short form for each to the manifest: with references to each other, without defaults, secrets and what only the service sets. A folder without a manifest gets a new one. The next build takes the resources over. Changes nothing in the cloud. A CloudFormation template in a file becomes a manifest without any request.',
  arguments: stackArguments,
  options: () => [
    new Option(
      '--resource <TYPE=IDENTIFIER>',
      'a resource, such as AWS::SQS::Queue=URL; * in the identifier stands for any characters (repeatable)',
    )
      .default([], 'none')
      .argParser(collect),
    new Option(
      '--query <SQL>',
      'import the resources that a SELECT finds in its first table, or a file with a SELECT (repeatable)',
    )
      .default([], 'none')
      .argParser(collect),
    new Option(
      '--terraform-state <FILE>',
      'import the resources of a state file, or of the output of "terraform show -json"',
    ),
    new Option('--cloudformation <FILE>', 'convert a CloudFormation template, in JSON or YAML, to a new manifest'),
    new Option('--cloudformation-stack <NAME>', 'convert the template of a deployed CloudFormation stack'),
    new Option(
      '--physical-ids <FILE>',
      'the output of "aws cloudformation describe-stack-resources": the ids of the resources of the template',
    ),
    new Option(
      '--take-over <OWNER>',
      'also import what belongs to this stack: shop, shop/prd, or the name of a CloudFormation stack (repeatable)',
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

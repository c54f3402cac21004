import { Option } from 'commander';
import type { RenderOptions } from '../commands/render.ts';
import { callerOptions, colorOption, jsonOption, schemaOption, modulesOption, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const renderCommand: CommandDefinition = {
  name: 'render',
  summary: 'print the stack as a CloudFormation template',
  description:
    'Prints a CloudFormation template that says what the stack says in one environment, for programs that check templates, and as the way out. References between resources are Ref, Fn::GetAtt and Fn::Sub; secrets and what only a build knows are parameters. Sends nothing.',
  arguments: stackArguments,
  options: () => [
    new Option('--format <FORMAT>', 'what is printed').choices(['cloudformation']).default('cloudformation'),
    jsonOption(),
    ...variableOptions(),
    modulesOption(),
    ...callerOptions(),
    schemaOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables',
  writes: 'nothing',
  example: 'stack-deploy render examples/web-application dev',
  run: async ([folder, environment], options, context) => {
    const { render } = await import('../commands/render.ts');
    // commander makes the options by the definitions above.
    return render(String(folder), String(environment), options as RenderOptions, context);
  },
};

import { Option } from 'commander';
import type { GraphOptions } from '../commands/graph.ts';
import { callerOptions, colorOption, schemaOption, modulesOption, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const graphCommand: CommandDefinition = {
  name: 'graph',
  summary: 'draw which resource uses which',
  description:
    'Prints a graph of the stack: an arrow leads from each resource to those that use it. A resource whose "if" is false has a dashed line, and a dotted arrow stands for depends_on alone. Sends nothing.',
  arguments: stackArguments,
  options: () => [
    new Option('--format <FORMAT>', 'mermaid, which GitHub draws in Markdown, or dot, for Graphviz')
      .choices(['mermaid', 'dot'])
      .default('mermaid'),
    new Option('--values', 'name the values that are used on the arrows').default(false),
    new Option(
      '--plan <FILE>',
      'colour each resource by what a plan does; FILE is what plan --json prints or plan --out writes',
    ),
    ...variableOptions(),
    modulesOption(),
    ...callerOptions(),
    schemaOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables, --plan',
  writes: 'nothing',
  example: 'stack-deploy graph examples/cognito-user-pool dev --values',
  run: async ([folder, environment], options, context) => {
    const { runGraph } = await import('../commands/graph.ts');
    // commander makes the options by the definitions above.
    return runGraph(String(folder), String(environment), options as GraphOptions, context);
  },
};

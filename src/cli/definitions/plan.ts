import { Option } from 'commander';
import type { PlanCommandOptions } from '../commands/plan.ts';
import {
  colorOption,
  detailedExitcodeOption,
  jsonOption,
  schemaOption,
  selectionOptions,
  strictOption,
  targetOptions,
  timeoutOption,
  variableOptions,
} from '../options.ts';
import { defaultSelectTimeoutMs } from '../../api/select-timeout.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const planCommand: CommandDefinition = {
  name: 'plan',
  summary: 'show what a build would change',
  description:
    'Reads the cloud and shows each property that a build would change, with its old and its new value. Changes nothing; commands do not run, and scripts only where they say read_only: true.',
  arguments: stackArguments,
  options: () => [
    new Option('--destroy', 'show what a teardown would delete').default(false),
    new Option('--out <FILE>', 'also save the plan, for build --plan or teardown --plan'),
    ...variableOptions(),
    ...targetOptions(),
    schemaOption(),
    ...selectionOptions(),
    new Option('--exact-patch', 'plan patches as they stand, adding nothing').default(false),
    strictOption(),
    timeoutOption(defaultSelectTimeoutMs),
    detailedExitcodeOption(),
    jsonOption().conflicts('markdown'),
    new Option('--markdown', 'print a comment for a pull request').default(false),
    colorOption(),
  ],
  reads: 'the stack folder, variables, the cloud',
  writes: '--out',
  example: 'stack-deploy plan examples/cognito-user-pool dev --local',
  run: async ([folder, environment], options, context) => {
    const { planStack } = await import('../commands/plan.ts');
    // commander makes the options by the definitions above.
    return planStack(String(folder), String(environment), options as PlanCommandOptions, context);
  },
};

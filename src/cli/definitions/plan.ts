import { Option } from 'commander';
import type { PlanCommandOptions } from '../commands/plan.ts';
import {
  adoptOption,
  colorOption,
  detailedExitcodeOption,
  jsonOption,
  pruneOption,
  replaceOption,
  reportOption,
  resendOption,
  schemaOption,
  selectionOptions,
  strictOption,
  targetOptions,
  timeoutOption,
  modulesOption,
  variableOptions,
} from '../options.ts';
import { defaultSelectTimeoutMs } from '../../api/select-timeout.ts';
import { forEachStack } from '../deployments/for-each-stack.ts';
import type { CommandDefinition } from './definition.ts';
import { severalStacks } from './stack-arguments.ts';

export const planCommand: CommandDefinition = {
  name: 'plan',
  summary: 'show what a build would change',
  description:
    'Reads the cloud and shows each property that a build would change, with its old and its new value. Changes nothing; commands do not run, and scripts only where they say read_only: true.',
  arguments: severalStacks,
  options: () => [
    new Option('--destroy', 'show what a teardown would delete').default(false),
    new Option('--refresh-only', 'show where the cloud differs from the stack, and the lines to change to keep it')
      .default(false)
      .conflicts(['destroy', 'out']),
    new Option('--out <FILE>', 'also save the plan, for build --plan or teardown --plan'),
    ...variableOptions(),
    modulesOption(),
    ...targetOptions(),
    schemaOption(),
    ...selectionOptions(),
    new Option('--exact-patch', 'plan patches as they stand, adding nothing').default(false),
    strictOption(),
    adoptOption(),
    resendOption(),
    replaceOption(),
    pruneOption().conflicts('destroy'),
    timeoutOption(defaultSelectTimeoutMs),
    detailedExitcodeOption(),
    jsonOption().conflicts('markdown'),
    new Option('--markdown', 'print a comment for a pull request').default(false),
    reportOption('.xml (JUnit), .json or .md'),
    colorOption(),
  ],
  reads: 'the stack folder, variables, the cloud',
  writes: '--out, --report',
  example: 'stack-deploy plan examples/cognito-user-pool dev --local',
  moreExamples: ['stack-deploy plan examples/cognito-user-pool dev --local --destroy --report plan.md'],
  run: async ([folder, environment], options, context) => {
    // commander makes the options by the definitions above.
    const given = options as PlanCommandOptions & { readonly refreshOnly: boolean };
    if (given.refreshOnly) {
      const { showDrift } = await import('../commands/drift.ts');
      return forEachStack('drift', [folder, environment], given, context, showDrift);
    }
    const { planStack } = await import('../commands/plan.ts');
    return forEachStack('plan', [folder, environment], given, context, planStack);
  },
};

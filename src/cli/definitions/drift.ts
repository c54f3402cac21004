import { Option } from 'commander';
import type { LookOptions } from '../commands/look-at-stack.ts';
import {
  colorOption,
  detailedExitcodeOption,
  jsonOption,
  reportOption,
  schemaOption,
  selectionOptions,
  strictOption,
  targetOptions,
  timeoutOption,
  modulesOption,
  variableOptions,
} from '../options.ts';
import { defaultSelectTimeoutMs } from '../../api/select-timeout.ts';
import type { CommandDefinition } from './definition.ts';
import { forEachStack } from '../deployments/for-each-stack.ts';
import { severalStacks } from './stack-arguments.ts';

export const driftCommand: CommandDefinition = {
  name: 'drift',
  summary: 'show where the cloud differs from the stack',
  description:
    'Compares each resource with all that the stack declares of it, and shows what differs, what was set beside it, and the lines of the stack to change to keep what is live. The same as plan --refresh-only. Writes nothing; commands do not run, and scripts only where they say read_only: true.',
  arguments: severalStacks,
  options: () => [
    ...variableOptions(),
    modulesOption(),
    ...targetOptions(),
    schemaOption(),
    ...selectionOptions(),
    strictOption(),
    timeoutOption(defaultSelectTimeoutMs),
    detailedExitcodeOption(),
    jsonOption().conflicts('markdown'),
    new Option('--markdown', 'print a comment for a pull request').default(false),
    reportOption('.xml (JUnit), .json or .md'),
    colorOption(),
  ],
  reads: 'the stack folder, variables, the cloud',
  writes: '--report',
  example: 'stack-deploy drift examples/cognito-user-pool dev --local',
  run: async ([folder, environment], options, context) => {
    const { showDrift } = await import('../commands/drift.ts');
    // commander makes the options by the definitions above; patches are not planned.
    const given = { ...(options as LookOptions), exactPatch: false };
    return forEachStack('drift', [folder, environment], given, context, showDrift);
  },
};

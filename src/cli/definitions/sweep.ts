import { Option } from 'commander';
import { defaultSelectTimeoutMs } from '../../api/select-timeout.ts';
import {
  graceOption,
  lockOptions,
  parallelismOption,
  reportOption,
  reportOptions,
  schemaOption,
  targetOptions,
  timeoutOption,
  modulesOption,
  variableOptions,
  yesOption,
  type StackOptions,
} from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const sweepCommand: CommandDefinition = {
  name: 'sweep',
  summary: 'tear down the stacks that have expired',
  description:
    'Finds what build --ttl has built, and tears down each stack and environment whose time is over, together with what its manifest no longer has. A stack that has a resource without an expiry stays.',
  arguments: [
    { syntax: '<STACK_DIR>', description: `the folder of the stack, or several: 'stacks/*'` },
    { syntax: '<STACK_ENV>', description: `the environments: 'pr-*' (also --env 'pr-*')` },
  ],
  options: () => [
    ...variableOptions(),
    modulesOption(),
    ...targetOptions(),
    schemaOption(),
    new Option('--dry-run', 'show what has expired, and tear nothing down').default(false),
    timeoutOption(defaultSelectTimeoutMs),
    parallelismOption(),
    yesOption(),
    ...lockOptions(),
    graceOption(),
    reportOption('.xml (JUnit), .json or .md'),
    ...reportOptions(),
  ],
  reads: 'the stack folders, variables, the cloud',
  writes: 'the cloud; --report',
  example: "stack-deploy sweep stacks/preview 'pr-*' --dry-run",
  run: async ([folder, environment], options, context) => {
    const { sweepStacks } = await import('../commands/sweep.ts');
    // commander makes the options by the definitions above; nothing selects a part of a stack.
    const given = { ...(options as StackOptions), only: [], skip: [], target: [], strict: false, exactPatch: false };
    return sweepStacks(String(folder), String(environment), given, context);
  },
};

import { InvalidArgumentError, Option } from 'commander';
import type { SoakCommandOptions } from '../commands/soak.ts';
import {
  callerOptions,
  collect,
  colorOption,
  jsonOption,
  parallelismOption,
  schemaOption,
  modulesOption,
  variableOptions,
} from '../options.ts';
import type { CommandDefinition } from './definition.ts';
import { stackArguments } from './stack-arguments.ts';

export const soakCommand: CommandDefinition = {
  name: 'soak',
  summary: 'test a stack against faults, kills and concurrent runs',
  description:
    'Builds, changes, replaces, prunes and removes the stack in memory, again and again: with a fault at each request, killed before and after each, with two runs at once, and over 40 hours of builds and teardowns. Compares each end with the undisturbed one. Needs no account and sends nothing.',
  arguments: stackArguments,
  options: () => [
    ...variableOptions(),
    modulesOption(),
    ...callerOptions().filter(({ long }) => long === '--region'),
    schemaOption(),
    new Option('--other <KEY=VALUE>', 'set this variable for a change, and for the second of two runs (repeatable)')
      .default([], 'none')
      .argParser(collect),
    new Option('--other-values <ENV>', 'for these, take the values that props have for another environment'),
    new Option(
      '--repeated-token <ANSWER>',
      'conflict: a ClientToken used before is refused; replay: it is answered again',
    )
      .choices(['conflict', 'replay'])
      .default('conflict'),
    new Option('--lock', 'every run takes the lock of the stack (default: as the manifest says)'),
    parallelismOption(),
    new Option('--sample <N>', 'how many scenarios to try, some of every kind, or all')
      .argParser(wholeOrAll)
      .default(500),
    new Option('--seed <TEXT>', 'what the sample and the random runs are drawn from').default('soak'),
    new Option('--random <N>', 'runs with faults by chance').argParser(whole).default(100),
    new Option('--cycles <N>', 'builds and teardowns in a row, 40 minutes apart').argParser(whole).default(60),
    new Option('--scenario <NAME>', 'try this one alone, as a violation names it'),
    jsonOption(),
    colorOption(),
  ],
  reads: 'the stack folder, variables',
  writes: 'nothing',
  example: 'stack-deploy soak examples/cognito-user-pool dev --other-values prd --sample 100',
  run: async ([folder, environment], options, context) => {
    const { soak } = await import('../commands/soak.ts');
    // commander makes the options by the definitions above.
    return soak(String(folder), String(environment), options as SoakCommandOptions, context);
  },
};

function whole(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

function wholeOrAll(text: string): number {
  return text === 'all' ? Number.POSITIVE_INFINITY : whole(text);
}

import type { ArgumentDefinition } from './definition.ts';

/** What every command over a stack is told. */
export const stackArguments: readonly ArgumentDefinition[] = [
  { syntax: '<STACK_DIR>', description: 'the folder that holds stackql_manifest.yml and resources/' },
  { syntax: '<STACK_ENV>', description: 'the environment: dev, prd, …' },
];

/** What a command is told that may be about several stacks and environments. */
export const severalStacks: readonly ArgumentDefinition[] = [
  {
    syntax: '<STACK_DIR>',
    description: `the folder that holds stackql_manifest.yml and resources/, or several: 'stacks/*'`,
  },
  {
    syntax: '[STACK_ENV]',
    description: `the environment: dev, prd, …, or several: 'prd-*'; --env 'prd-*' may take its place`,
  },
];

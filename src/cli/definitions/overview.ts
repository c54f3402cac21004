/** What the list of commands shows of one. */
export interface CommandOverview {
  readonly name: string;
  /** What stands behind the name: `[options] <STACK_DIR> <STACK_ENV>`. */
  readonly usage: string;
  readonly summary: string;
  readonly reads: string;
  readonly writes: string;
}

/** Every command, as its definition has it (a test compares them): help of the whole is shown without loading the definitions. */
export const commandOverviews: readonly CommandOverview[] = [
  {
    name: 'build',
    usage: '[options] <STACK_DIR> [STACK_ENV]',
    summary: 'make the cloud match the stack',
    reads: 'the stack folder, variables, the cloud',
    writes: 'the cloud; --output-file, --export-file, --report',
  },
  {
    name: 'plan',
    usage: '[options] <STACK_DIR> [STACK_ENV]',
    summary: 'show what a build would change',
    reads: 'the stack folder, variables, the cloud',
    writes: '--out, --report',
  },
  {
    name: 'drift',
    usage: '[options] <STACK_DIR> [STACK_ENV]',
    summary: 'show where the cloud differs from the stack',
    reads: 'the stack folder, variables, the cloud',
    writes: '--report',
  },
  {
    name: 'test',
    usage: '[options] <STACK_DIR> [STACK_ENV]',
    summary: 'check that the cloud matches the stack',
    reads: 'the stack folder, variables, the cloud',
    writes: '--output-file, --export-file, --report',
  },
  {
    name: 'teardown',
    usage: '[options] <STACK_DIR> [STACK_ENV]',
    summary: 'remove the stack from the cloud',
    reads: 'the stack folder, variables, the cloud',
    writes: 'the cloud; --report',
  },
  {
    name: 'sweep',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'tear down the stacks that have expired',
    reads: 'the stack folders, variables, the cloud',
    writes: 'the cloud; --report',
  },
  {
    name: 'unlock',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'remove a lock that a run has left behind',
    reads: 'the stack folder, variables, the cloud',
    writes: 'the lock in the cloud',
  },
  {
    name: 'wait',
    usage: '[options] <REQUEST_TOKEN> [STACK_DIR] [STACK_ENV]',
    summary: 'wait for a request that is still running',
    reads: 'the cloud; the stack folder, variables',
    writes: 'nothing',
  },
  {
    name: 'validate',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'check the stack without calling AWS',
    reads: 'the stack folder, variables',
    writes: 'nothing',
  },
  {
    name: 'graph',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'draw which resource uses which',
    reads: 'the stack folder, variables, --plan',
    writes: 'nothing',
  },
  {
    name: 'permissions',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'print the IAM policy that the stack needs',
    reads: 'the stack folder, variables',
    writes: 'nothing',
  },
  {
    name: 'schema',
    usage: '[options] <ACTION> [NAMES...]',
    summary: 'show, list or pull the schemas of resource types, or write one for an editor',
    reads: 'schemas; pull: AWS',
    writes: 'pull: --schema-dir, else the cache folder; editor: STACK_DIR',
  },
  {
    name: 'init',
    usage: '[options] [DIR]',
    summary: 'start a stack from a template or resource types',
    reads: 'nothing',
    writes: 'DIR; --ci: .github/workflows',
  },
  {
    name: 'eject',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'write the query file of a resource in the short form',
    reads: 'the stack folder, variables',
    writes: 'the stack folder; with --print nothing',
  },
  {
    name: 'import',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'write entries for resources that are there already',
    reads: 'the stack folder, variables, the state or template, the cloud',
    writes: 'the manifest; with --print nothing',
  },
  {
    name: 'render',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'print the stack as a CloudFormation template',
    reads: 'the stack folder, variables',
    writes: 'nothing',
  },
  {
    name: 'explain',
    usage: '[CODE]',
    summary: 'explain a diagnostic code',
    reads: 'nothing',
    writes: 'nothing',
  },
  {
    name: 'info',
    usage: '[options] [STACK_DIR] [STACK_ENV]',
    summary: 'show versions, target, region, account and paths',
    reads: 'the environment; the stack folder, variables; --ask: AWS',
    writes: 'nothing',
  },
  {
    name: 'list',
    usage: '[options] [STACK_DIR] [STACK_ENV]',
    summary: 'show what is in the cloud, and what of it a stack manages',
    reads: 'the stack folder, variables, the cloud',
    writes: 'nothing',
  },
  {
    name: 'query',
    usage: '[options] [SQL]',
    summary: 'query the cloud in SQL',
    reads: '-f or standard input, variables, the cloud',
    writes: 'the cloud, only with --write',
  },
  {
    name: 'shell',
    usage: '[options]',
    summary: 'interactive SQL shell',
    reads: 'standard input, variables, the cloud',
    writes: 'the cloud, only with --write; its history',
  },
  {
    name: 'soak',
    usage: '[options] <STACK_DIR> <STACK_ENV>',
    summary: 'test a stack against faults, kills and concurrent runs',
    reads: 'the stack folder, variables',
    writes: 'nothing',
  },
  {
    name: 'emulator',
    usage: '[options]',
    summary: 'serve the embedded Cloud Control on this machine',
    reads: '--data, --faults, --quotas, schemas',
    writes: '--data',
  },
  {
    name: 'completion',
    usage: '<SHELL> [WORDS...]',
    summary: 'print a completion script for a shell',
    reads: 'folders, manifests, schemas',
    writes: 'nothing',
  },
];

/** The tests that should notice a mutant, by folder of `src`: fast ones first, since the first failure ends a run. */
const tests: Readonly<Record<string, readonly string[]>> = {
  plan: ['unit/plan/**', 'lifecycle/flows'],
  flow: ['unit/flow/**', 'lifecycle/flows'],
  operations: ['unit/operations/**', 'lifecycle/flows', 'lifecycle/dry-run'],
  lifecycle: [
    'unit/lifecycle/**',
    'unit/plan/**',
    'lifecycle/flows',
    'lifecycle/plan',
    'lifecycle/plan-unanswered',
    'lifecycle/declared',
    'lifecycle/dry-run',
    'lifecycle/trouble',
    'lifecycle/one-door',
    'lifecycle/refused',
    'lifecycle/seed',
    'lifecycle/stack-files',
    'lifecycle/values',
  ],
  provider: ['unit/provider/**', 'conformance/contract', 'lifecycle/flows', 'lifecycle/trouble'],
  engine: [
    'unit/operations/**',
    'unit/engine/**',
    'lifecycle/flows',
    'lifecycle/tags-tables',
    'lifecycle/language',
    'lifecycle/dry-run',
    'lifecycle/values',
  ],
};

/** Folders of `src` whose mutants are sampled. */
export const sampledFolders: readonly string[] = Object.keys(tests);

/** The arguments of Node.js that run the tests of a folder, up to the first failure. */
export function testCommand(folder: string): readonly string[] {
  const files = (tests[folder] ?? []).map((name) => `dist/test/${name.endsWith('**') ? `${name}/*` : name}.test.js`);
  const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--bail', '--timeout', '60000'];
  return [...mocha, '--require', './dist/test/support/quiet-sdk.js', ...files];
}

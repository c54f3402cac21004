/** The arguments of Node.js that run test files. */
export function mochaCommand(files: readonly string[]): readonly string[] {
  const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--timeout', '60000'];
  return [...mocha, '--require', './dist/test/support/quiet-sdk.js', ...files];
}

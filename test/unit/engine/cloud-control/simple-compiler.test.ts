import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { packageRoot } from '../../../../src/base/package-root.ts';

const module = pathToFileURL(join(packageRoot, 'dist/src/engine/cloud-control/simple-compiler.js')).href;

/** Calls a function that adds two numbers until it is optimised, or often enough for that: says which compiler made it in the end. */
const program = `
  import { useSimpleCompiler } from '${module}';
  useSimpleCompiler(process.argv[1]);
  const binary = Buffer.from('0061736d0100000001070160027f7f017f030201000707010361646400000a09010700200020016a0b', 'hex');
  const { add } = new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
  add(0, 0);
  for (let round = 0; round < 300 && %IsLiftoffFunction(add); round += 1) {
    for (let call = 0; call < 20_000; call += 1) add(round, call);
    await new Promise((resolve) => setImmediate(resolve));
  }
  console.log(%IsLiftoffFunction(add) ? 'simple' : 'optimising');
`;

function compilerOf(nodeVersion: string): string {
  const argv = ['--allow-natives-syntax', '--input-type=module', '--eval', program, nodeVersion];
  return execFileSync(process.execPath, argv, { encoding: 'utf8' }).trim();
}

describe('the simple WebAssembly compiler', () => {
  it('compiles alone on Node 20', () => expect(compilerOf('20.19.0')).to.equal('simple'));
  it('compiles before the optimising one on newer versions', () =>
    expect(compilerOf('22.12.0')).to.equal('optimising'));
});

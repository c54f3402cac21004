import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { StableNames } from '../support/flow-fixture.ts';
import { writeNetwork, type NetworkStack } from '../support/replaceable-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

const folder = join(packageRoot, 'test/fixtures/replacements');

/** How the network is changed once it is built; what is printed then stands in files of the case's name. */
interface Case {
  readonly name: string;
  readonly change: NetworkStack;
  readonly options?: readonly string[];
  /** The exit code of the build. */
  readonly code: number;
}

const change: NetworkStack = { cidr: '10.2', text: 'two' };

const cases: readonly Case[] = [
  { name: 'refused', change, code: 1 },
  { name: 'refused-for-a-dependent', change, options: ['--replace', 'vpc'], code: 1 },
  { name: 'by-name', change, options: ['--replace', 'vpc', '--replace', 'subnet'], code: 0 },
  {
    name: 'by-the-manifest',
    change: { ...change, vpc: 'replace: allowed', subnet: 'replace: allowed' },
    code: 0,
  },
  {
    name: 'secret',
    change: { ...change, isSecret: true },
    options: ['--replace', 'vpc', '--replace', 'subnet'],
    code: 0,
  },
];

/** UPDATE_FIXTURES=1 writes what is printed as what is to be printed, to be read as a difference. */
const writes = process.env['UPDATE_FIXTURES'] === '1';

const isPlan = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(packageRoot, 'schemas/plan.schema.json'), 'utf8')) as object,
);

function expectFile(name: string, text: string): void {
  const path = join(folder, name);
  if (writes) writeFileSync(path, text);
  expect(text).to.equal(readFileSync(path, 'utf8'));
}

async function withChangedNetwork(changed: NetworkStack, act: (rig: Rig) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    const { isSecret = false } = changed;
    writeNetwork(rig, { isSecret });
    expect((await rig.run('build', 'net', 'dev', '--local')).code).to.equal(0);
    writeNetwork(rig, changed);
    await act(rig);
  });
}

/** Without how long anything took. */
const timeless = (text: string): string =>
  text
    .replaceAll(/ {2}\d+(\.\d+)? ?m?s$/gm, '')
    .replaceAll(/ in \d+\.\d+ s$/gm, '')
    .replaceAll(/ +$/gm, '');

describe('what is printed of a replacement', () => {
  for (const { name, change: changed, options = [], code } of cases) {
    it(`by plan and build in the case ${name}`, () =>
      withChangedNetwork(changed, async (rig) => {
        const names = new StableNames();
        const plan = (...more: readonly string[]) => rig.run('plan', 'net', 'dev', '--local', ...options, ...more);
        const text = await plan();
        expectFile(`${name}.plan.txt`, names.replace(text.output));
        const json = await plan('--json');
        expectFile(`${name}.plan.json`, names.replace(json.output));
        expect(isPlan(JSON.parse(json.output)), JSON.stringify(isPlan.errors)).to.equal(true);
        const markdown = await plan('--markdown');
        expectFile(`${name}.plan.md`, names.replace(markdown.output));
        const built = await rig.run('build', 'net', 'dev', '--local', ...options);
        expect(built.code, built.errors).to.equal(code);
        expectFile(`${name}.build.txt`, timeless(names.replace(built.errors + built.output)));
        const outputs = [text, json, markdown, built].map((run) => run.output + run.errors).join('');
        if (changed.isSecret === true) expect(outputs).not.to.match(/10\.[12]\./);
      }));
  }
});

import { expect } from 'chai';
import { versionOf } from '../../../src/base/package-root.ts';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { parseManifest } from '../../../src/manifest/parse-manifest.ts';
import { parseYaml } from '../../../src/manifest/parse-yaml.ts';
import { refusedVersion } from '../../../src/manifest/required-version.ts';
import { dedent } from '../../support/dedent.ts';

function isTaken(version: string, range: string): boolean {
  const { value } = parseYaml({ path: 'm.yml', text: `requires: "${range}"\n` });
  if (value === undefined) throw new Error('no YAML');
  return refusedVersion(value, version) === undefined;
}

describe('requires', () => {
  const cases: readonly (readonly [version: string, range: string, isTaken: boolean])[] = [
    ['1.4.0', '>=1.4 <2', true],
    ['1.99.3', '>=1.4 <2', true],
    ['1.3.9', '>=1.4 <2', false],
    ['2.0.0', '>=1.4 <2', false],
    ['1.5.2', '^1.4', true],
    ['2.0.0', '^1.4', false],
    ['1.4.7', '~1.4.2', true],
    ['1.5.0', '~1.4.2', false],
    ['1.4.0', '1.4.0', true],
    ['3.1.0', '1.x || 3.x', true],
    ['1.5.0-rc.1', '>=1.4 <2', true],
    ['0.1.0', '*', true],
  ];
  for (const [version, range, taken] of cases) {
    it(`${range} ${taken ? 'takes' : 'refuses'} ${version}`, () => {
      expect(isTaken(version, range)).to.equal(taken);
    });
  }

  const shown = (text: string): string => `${formatDiagnostics(parseManifest({ path: 'm.yml', text }).diagnostics)}\n`;

  it('refuses a manifest for other versions, and says nothing of what only those know', () => {
    const text = 'version: 2\nname: shop\nrequires: ">=99 <100"\nfrobnicate: true\n';
    expect(shown(text)).to.equal(dedent`
      error[manifest/requires]: the stack requires stack-deploy >=99 <100, and this is ${versionOf()}
       --> m.yml:3:11
        |
      2 | name: shop
      3 | requires: ">=99 <100"
        |           ^^^^^^^^^^^
      4 | frobnicate: true
        = help: run a version that fits: npx stack-deploy@">=99 <100" …
    `);
    expect(parseManifest({ path: 'm.yml', text }).value).to.equal(undefined);
  });

  for (const range of ['newest', '>=', '1.2.3.4', ' ']) {
    it(`says that "${range}" is not a range`, () => {
      expect(shown(`version: 1\nname: shop\nrequires: "${range}"\nresources: []\n`)).to.include(
        `error[manifest/requires]: "${range}" is not a range of versions`,
      );
    });
  }

  it('wants a string', () => {
    expect(shown('version: 1\nname: shop\nrequires: 1.4\nresources: []\n')).to.include('error[manifest/wrong-type]');
  });
});

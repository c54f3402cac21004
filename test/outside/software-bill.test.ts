import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { Rig } from '../support/rig.ts';

/** CycloneDX's own library, with what it validates by. npm fetches them. */
const library = [
  '@cyclonedx/cyclonedx-library@10.3.0',
  'ajv@8.20.0',
  'ajv-formats@3.0.1',
  'ajv-formats-draft2019@1.6.1',
];

const validate = `
import { readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
const bill = JSON.parse(readFileSync('sbom.cdx.json', 'utf8'));
const { name, ...withoutName } = bill.components[0];
const errors = [bill, { ...bill, components: [withoutName] }].map((one) => validator.validate(JSON.stringify(one)));
console.log((await Promise.all(errors)).map((error) => (error === null ? 'valid' : 'invalid')).join(' '));
`;

describe('the bill of materials', () => {
  it("is valid to CycloneDX's own library", () => {
    const rig = new Rig();
    try {
      const quiet = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts'];
      execFileSync('npm', ['install', ...quiet, '--prefix', rig.folder, ...library], { stdio: 'inherit' });
      cpSync(join(packageRoot, 'dist/sbom.cdx.json'), join(rig.folder, 'sbom.cdx.json'));
      rig.write('validate.mjs', validate);
      const told = execFileSync(process.execPath, ['validate.mjs'], { cwd: rig.folder, encoding: 'utf8' });
      expect(told).to.equal('valid invalid\n');
    } finally {
      rig.close();
    }
  });
});

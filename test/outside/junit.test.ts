import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { requirePython, withOutside } from './outside-tools.ts';

const read = `
import json
from junitparser import JUnitXml
suites = JUnitXml.fromfile('report.xml')
print(json.dumps([
    [suite.name, suite.tests, suite.failures, suite.errors, suite.skipped,
     [[case.classname, case.name, [type(one).__name__ for one in case.result]] for case in suite]]
    for suite in suites
]))
`;

describe('a JUnit report', () => {
  before(() => requirePython('junitparser'));

  for (const name of ['build', 'test', 'rollback', 'mistakes', 'plan-denied']) {
    it(`is read by the junitparser of Python: ${name}.xml`, async () => {
      await withOutside(async ({ rig, runPython }) => {
        rig.write('report.xml', readFileSync(join(packageRoot, `test/fixtures/reports/expected/${name}.xml`), 'utf8'));
        const { code, output, errors } = await runPython(read);
        expect(code, errors).to.equal(0);
        type Case = readonly [group: string, name: string, ends: readonly string[]];
        type Suite = readonly [
          name: string,
          tests: number,
          failures: number,
          errors: number,
          skipped: number,
          cases: readonly Case[],
        ];
        const [[suite, tests, failures, mistakes, skipped, cases], ...others] = JSON.parse(output) as readonly [
          Suite,
          ...Suite[],
        ];
        expect(others).to.deep.equal([]);
        expect(suite).to.match(/^\w+ \(dev\)$/);
        const amount = (end: string): number => cases.filter(([, , ends]) => ends.includes(end)).length;
        expect([tests, failures, mistakes, skipped]).to.deep.equal([
          cases.length,
          amount('Failure'),
          amount('Error'),
          amount('Skipped'),
        ]);
        expect(failures + mistakes).to.be.greaterThan(0);
      });
    });
  }
});

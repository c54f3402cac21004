import type { Test } from '../operations/operation.ts';
import { Registry } from '../operations/registry.ts';
import { comparisonTests } from './comparisons.ts';
import { definednessTests } from './definedness.ts';
import { numberTests } from './numbers.ts';
import { textTests } from './texts.ts';
import { typeTests } from './types.ts';

/** Tests of stackql-deploy 2 that templates of stacks do not have, and why. */
export const refusedTests: ReadonlyMap<string, string> = new Map([
  [
    'matching',
    'there are no patterns; write `starting_with`, `ending_with` or `containing`, or compare in SQL by REGEXP',
  ],
]);

/** Every test: what may stand after `is`. */
export const tests = new Registry<Test>([
  ...definednessTests,
  ...typeTests,
  ...numberTests,
  ...comparisonTests,
  ...textTests,
]);

import type { Test } from '../operations/operation.ts';
import { Registry } from '../operations/registry.ts';
import { comparisonTests } from './comparisons.ts';
import { definednessTests } from './definedness.ts';
import { numberTests } from './numbers.ts';
import { textTests } from './texts.ts';
import { typeTests } from './types.ts';

/** Every test: what may stand after `is`. */
export const tests = new Registry<Test>([
  ...definednessTests,
  ...typeTests,
  ...numberTests,
  ...comparisonTests,
  ...textTests,
]);

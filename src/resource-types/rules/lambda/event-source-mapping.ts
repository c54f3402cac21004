import { numberBetween } from '../constraint.ts';
import type { ServiceRule } from '../service-rule.ts';
import { lambdaMappingApi } from '../sources.ts';

/** Numbers of a mapping, and between which values they lie. */
const ranges: readonly (readonly [path: readonly string[], least: number, most: number])[] = [
  [['BatchSize'], 1, 10_000],
  [['MaximumBatchingWindowInSeconds'], 0, 300],
  [['MaximumRecordAgeInSeconds'], -1, 604_800],
  [['MaximumRetryAttempts'], -1, 10_000],
  [['ParallelizationFactor'], 1, 10],
  [['ScalingConfig', 'MaximumConcurrency'], 2, 1000],
  [['TumblingWindowInSeconds'], 0, 900],
];

export const eventSourceMappingRules: readonly ServiceRule[] = ranges.map(([path, least, most]) => {
  const named = path.map((name) => name.charAt(0).toLowerCase() + name.slice(1)).join('.');
  const name = `mapping-${(path.at(-1) ?? '').replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}`;
  return numberBetween(
    { typeName: 'AWS::Lambda::EventSourceMapping', name, path, member: named, source: lambdaMappingApi },
    least,
    most,
  );
});

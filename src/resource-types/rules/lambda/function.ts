import { numberBetween } from '../constraint.ts';
import { isAbsent, isGiven, rulesFor, textAt } from '../define-rule.ts';
import type { ServiceRule } from '../service-rule.ts';
import { lambdaApi } from '../sources.ts';
import { mayBeRuntime, runtimeLike } from './runtimes.ts';

const typeName = 'AWS::Lambda::Function';
const rule = rulesFor(typeName, lambdaApi);
const source = lambdaApi;

export const functionRules: readonly ServiceRule[] = [
  rule('function-role', (model, { neighbours }) => {
    const role = textAt(model, 'Role');
    if (role === undefined || neighbours?.isThere('AWS::IAM::Role', 'Arn', role.text) !== false) return undefined;
    return { path: ['Role'], message: 'The role defined for the function cannot be assumed by Lambda.' };
  }),
  rule('package-needs-runtime', (model) => {
    const isPackage = ['ZipFile', 'S3Bucket'].some((name) => isGiven(model, 'Code', name));
    const lacking = ['Runtime', 'Handler'].find((name) => isAbsent(model, name));
    if (!isPackage || lacking === undefined) return undefined;
    return {
      path: ['Code'],
      message: 'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    };
  }),
  rule('function-runtime', (model) => {
    const runtime = textAt(model, 'Runtime');
    if (runtime === undefined || mayBeRuntime(runtime.text)) return undefined;
    const message = `1 validation error detected: Value '${runtime.shown}' at 'runtime' failed to satisfy constraint: Member must satisfy enum value set`;
    return {
      path: ['Runtime'],
      message,
      because: `Lambda has no such runtime: use one such as ${runtimeLike(runtime.text)}`,
    };
  }),
  numberBetween({ typeName, name: 'function-timeout', path: ['Timeout'], member: 'timeout', source }, 1, 900),
  numberBetween({ typeName, name: 'function-memory', path: ['MemorySize'], member: 'memorySize', source }, 128, 10_240),
];

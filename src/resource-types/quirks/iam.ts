import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const iamQuirks: readonly Quirks[] = [
  makeQuirks('AWS::IAM::Role', {
    // Each policy carries its own name.
    unordered: [['Policies'], ['ManagedPolicyArns']],
    ignoredRemovals: { Description: '', MaxSessionDuration: 3600 },
  }),
  makeQuirks('AWS::IAM::RolePolicy', {
    parents: { RoleName: { typeName: 'AWS::IAM::Role', property: 'RoleName' } },
  }),
];

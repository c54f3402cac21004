import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const snsQuirks: readonly Quirks[] = [
  makeQuirks('AWS::SNS::Subscription', { ignoredRemovals: { FilterPolicyScope: 'MessageAttributes' } }),
];

import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const applicationQuirks: readonly Quirks[] = [
  makeQuirks('AWS::SQS::Queue', {
    ignoredRemovals: { MaximumMessageSize: 1_048_576, SqsManagedSseEnabled: true },
  }),
  makeQuirks('AWS::SNS::Subscription', { ignoredRemovals: { FilterPolicyScope: 'MessageAttributes' } }),
];

import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const sqsQuirks: readonly Quirks[] = [
  makeQuirks('AWS::SQS::Queue', {
    ignoredRemovals: { MaximumMessageSize: 1_048_576, SqsManagedSseEnabled: true },
  }),
];

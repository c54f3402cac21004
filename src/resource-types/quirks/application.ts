import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const applicationQuirks: readonly Quirks[] = [
  makeQuirks('AWS::SQS::Queue', {
    ignoredRemovals: { MaximumMessageSize: 1_048_576, SqsManagedSseEnabled: true },
    readDefaults: {
      DelaySeconds: 0,
      MaximumMessageSize: 1_048_576,
      MessageRetentionPeriod: 345_600,
      ReceiveMessageWaitTimeSeconds: 0,
      VisibilityTimeout: 30,
    },
  }),
  makeQuirks('AWS::SNS::Subscription', { ignoredRemovals: { FilterPolicyScope: 'MessageAttributes' } }),
  makeQuirks('AWS::Lambda::Function', {
    readDefaults: {
      Architectures: ['x86_64'],
      EphemeralStorage: { Size: 512 },
      MemorySize: 128,
      PackageType: 'Zip',
      RecursiveLoop: 'Terminate',
      RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' },
      Timeout: 3,
      TracingConfig: { Mode: 'PassThrough' },
    },
  }),
  makeQuirks('AWS::Logs::LogGroup', {
    readDefaults: {
      BearerTokenAuthenticationEnabled: false,
      DeletionProtectionEnabled: false,
      LogGroupClass: 'STANDARD',
    },
  }),
];

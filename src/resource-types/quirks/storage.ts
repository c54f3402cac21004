import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const storageQuirks: readonly Quirks[] = [
  makeQuirks('AWS::S3::Bucket', {
    readDefaults: {
      AbacStatus: 'Disabled',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
            BucketKeyEnabled: false,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
    partialDefaults: [
      {
        path: ['PublicAccessBlockConfiguration'],
        defaults: {
          BlockPublicAcls: false,
          BlockPublicPolicy: false,
          IgnorePublicAcls: false,
          RestrictPublicBuckets: false,
        },
      },
    ],
  }),
  makeQuirks('AWS::DynamoDB::Table', {
    unordered: [
      ['AttributeDefinitions'],
      ['GlobalSecondaryIndexes', '*', 'Projection', 'NonKeyAttributes'],
      ['LocalSecondaryIndexes', '*', 'Projection', 'NonKeyAttributes'],
    ],
    readDefaults: { BillingMode: 'PROVISIONED', DeletionProtectionEnabled: false },
    partialDefaults: [
      { path: ['ContributorInsightsSpecification'], defaults: { Mode: 'ACCESSED_AND_THROTTLED_KEYS' } },
    ],
  }),
];

import type { JsonObject } from '../../../base/json.ts';
import { partitionOf } from '../../../resource-types/comparison/facts/partitions.ts';
import { domainOf } from '../../arn.ts';
import { type Behaviour, type Refusal, type Surroundings } from '../behaviour.ts';
import { lowerCaseAlphanumerics, randomText } from '../random-text.ts';
import { allBy, textAt } from '../reading.ts';

const typeName = 'AWS::S3::Bucket';

/** Regions whose website addresses have a dash before the region; newer ones have a dot. */
const dashedWebsites = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
  'sa-east-1',
  'us-gov-west-1',
];

export const bucket: Behaviour = {
  typeName,
  generate: (wanted, around) => {
    const { place } = around;
    const name = textAt(wanted, 'BucketName') ?? randomText(around.random, lowerCaseAlphanumerics, 26);
    const domain = domainOf(place);
    const website = `s3-website${dashedWebsites.includes(place.region) ? '-' : '.'}${place.region}.${domain}`;
    return {
      ...wanted,
      BucketName: name,
      Arn: `arn:${partitionOf(place.region)}:s3:::${name}`,
      DomainName: `${name}.s3.${domain}`,
      DualStackDomainName: `${name}.s3.dualstack.${place.region}.${domain}`,
      RegionalDomainName: `${name}.s3.${place.region}.${domain}`,
      WebsiteURL: `http://${name}.${website}`,
    };
  },
  refuse: (mutation, around) => {
    if (mutation.kind !== 'create') return undefined;
    const name = textAt(mutation.wanted, 'BucketName');
    return name === undefined ? undefined : refuseTaken(name, around);
  },
  settle: keepVersioning,
  takesAlong: ({ identifier }, around) => allBy(around, 'AWS::S3::BucketPolicy', 'Bucket', identifier),
  absence: () => 'Bucket not found',
  presence: taken,
};

function refuseTaken(name: string, around: Surroundings): Refusal | undefined {
  // One name space for all accounts and all regions.
  return [...around.everywhere(typeName)].some(({ identifier }) => identifier === name)
    ? { code: 'AlreadyExists', message: taken(name) }
    : undefined;
}

/** The handler looks for the bucket before it asks S3, so there is no request to name. */
function taken(name: string): string {
  return `${name} already exists (Service: S3, Status Code: 0, Request ID: null)`;
}

/** Versioning cannot be taken away from a bucket that has had it. */
function keepVersioning(wanted: JsonObject, before: JsonObject): JsonObject {
  return before['VersioningConfiguration'] !== undefined && wanted['VersioningConfiguration'] === undefined
    ? { ...wanted, VersioningConfiguration: { Status: 'Suspended' } }
    : wanted;
}

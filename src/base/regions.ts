/**
 * The regions of all partitions as of November 2026, as the AWS SDK for JavaScript 3.1142 lists them (`partitions` of its endpoint
 * rules). New ones come: a name of the same shape may be one.
 */
export const knownRegions: readonly string[] = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
  ...['ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1'],
  ...['eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1'],
  ...['me-west-1', 'mx-central-1', 'sa-east-1', 'sa-west-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  ...['cn-north-1', 'cn-northwest-1', 'eusc-de-east-1', 'us-gov-east-1', 'us-gov-west-1'],
  ...['us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isob-west-1', 'eu-isoe-west-1'],
  ...['us-isof-east-1', 'us-isof-south-1'],
];

const known: ReadonlySet<string> = new Set(knownRegions);
const partOfTheWorld = /^(?:[a-z]{2}|us-gov|us-iso[a-z]?|eu-iso[a-z]?|eusc-[a-z]{2})$/;
const direction = /^(?:north|south|east|west|central|(?:north|south)(?:east|west))$/;

/** Whether AWS has the region, or may have it by now: `nz-central-1` is of the shape of regions, `us-east1` and `us-est-1` are not. */
export function mayBeAwsRegion(name: string): boolean {
  if (known.has(name)) return true;
  const [, place = '', towards = ''] = /^(.+)-([a-z]+)-\d{1,2}$/.exec(name) ?? [];
  return partOfTheWorld.test(place) && direction.test(towards);
}

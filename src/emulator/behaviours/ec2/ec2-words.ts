import type { HandlerErrorCode } from '../../../provider/cloud-control/wire.ts';
import { serviceWords, type Refusal, type Surroundings } from '../behaviour.ts';
import { hexadecimals, randomText } from '../random-text.ts';

/** EC2's own words as its handlers pass them on. */
export function ec2Words(message: string, { random }: Pick<Surroundings, 'random'>): string {
  return serviceWords('Ec2', message, random);
}

export function ec2Refusal(message: string, around: Surroundings, code: HandlerErrorCode = 'InvalidRequest'): Refusal {
  return { code, message: ec2Words(message, around) };
}

/** How EC2 names kinds of things in its errors, by type. */
const kinds: Readonly<Record<string, string>> = {
  'AWS::EC2::VPC': 'vpc ID',
  'AWS::EC2::Subnet': 'subnet ID',
  'AWS::EC2::InternetGateway': 'internetGateway ID',
  'AWS::EC2::VPNGateway': 'vpnGateway ID',
  'AWS::EC2::RouteTable': 'routeTable ID',
  'AWS::EC2::NetworkAcl': 'networkAcl ID',
  'AWS::EC2::NatGateway': 'natGateway ID',
  'AWS::EC2::KeyPair': 'key pair',
  'AWS::EC2::SecurityGroup': 'security group',
};

/** How EC2 says that something is not there. */
export function ec2Absence(typeName: string, identifier: string, around: Pick<Surroundings, 'random'>): string {
  return ec2Words(`The ${kinds[typeName] ?? 'ID'} '${identifier}' does not exist`, around);
}

/** Why nothing can be done with something that is not there; undefined where it is there, or nothing is named. */
export function ec2Missing(
  typeName: string,
  identifier: string | undefined,
  around: Surroundings,
): Refusal | undefined {
  if (identifier === undefined) return undefined;
  if ([...around.resources(typeName)].some((resource) => resource.identifier === identifier)) return undefined;
  return { code: 'NotFound', message: ec2Absence(typeName, identifier, around) };
}

/** `vpc-0a1b2c3d4e5f67890`: a prefix and seventeen digits, the first of them 0. */
export function ec2Id(prefix: string, { random }: Pick<Surroundings, 'random'>): string {
  return `${prefix}-0${randomText(random, hexadecimals, 16)}`;
}

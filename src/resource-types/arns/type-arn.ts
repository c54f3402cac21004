import { partitionOf } from '../comparison/facts/partitions.ts';
import { isGlobal } from '../global-services.ts';
import type { ResourceType } from '../resource-type.ts';
import { arnOf, globalArnOf, type ArnPlace } from './arn.ts';

/** Services whose name in ARNs is not CloudFormation's in lower case. */
export const servicesInArns: ReadonlyMap<string, string> = new Map([
  ['ApiGatewayV2', 'apigateway'],
  ['ApplicationAutoScaling', 'application-autoscaling'],
  ['CertificateManager', 'acm'],
  ['Cognito', 'cognito-idp'],
  ['EFS', 'elasticfilesystem'],
  ['ElasticLoadBalancingV2', 'elasticloadbalancing'],
  ['EMR', 'elasticmapreduce'],
  ['KinesisFirehose', 'firehose'],
  ['MSK', 'kafka'],
  ['OpenSearchService', 'es'],
  ['ResourceGroups', 'resource-groups'],
  ['StepFunctions', 'states'],
]);

/** How one type stands in ARNs where it does not follow the rule, which is `kind/identifier` with the type's words in small letters. */
interface TypeInArns {
  /** Where it is not that of the type's service. */
  readonly service?: string;
  /** As the Tagging API has it, too. */
  readonly kind?: string;
  /** What stands in front of the name. Default: the kind and a slash. */
  readonly prefix?: string;
  /** The name in an identifier. Default: all of it. */
  readonly nameIn?: (identifier: string) => string;
  /** Unique in the world: the ARN names neither region nor account. Default: false. */
  readonly isWorldwide?: boolean;
  /** The identifier is the ARN, although the name of its property does not end with it. Default: false. */
  readonly isIdentifier?: boolean;
}

const types: ReadonlyMap<string, TypeInArns> = new Map<string, TypeInArns>([
  ['AWS::CloudWatch::Alarm', { prefix: 'alarm:' }],
  ['AWS::CloudWatch::CompositeAlarm', { kind: 'alarm', prefix: 'alarm:' }],
  ['AWS::Cognito::IdentityPool', { service: 'cognito-identity', kind: 'identitypool' }],
  ['AWS::Cognito::UserPool', { kind: 'userpool' }],
  ['AWS::EC2::EIP', { kind: 'elastic-ip' }],
  ['AWS::EC2::FlowLog', { kind: 'vpc-flow-log' }],
  ['AWS::EC2::NatGateway', { kind: 'natgateway' }],
  ['AWS::ElasticLoadBalancing::LoadBalancer', { kind: 'loadbalancer' }],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', { kind: 'loadbalancer' }],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', { kind: 'targetgroup' }],
  ['AWS::IAM::ManagedPolicy', { kind: 'policy' }],
  ['AWS::Lambda::Function', { prefix: 'function:' }],
  ['AWS::Logs::LogGroup', { prefix: 'log-group:' }],
  ['AWS::RDS::DBCluster', { kind: 'cluster', prefix: 'cluster:' }],
  ['AWS::RDS::DBInstance', { kind: 'db', prefix: 'db:' }],
  ['AWS::RDS::DBSubnetGroup', { kind: 'subgrp', prefix: 'subgrp:' }],
  ['AWS::Route53::HealthCheck', { kind: 'healthcheck', isWorldwide: true }],
  ['AWS::Route53::HostedZone', { kind: 'hostedzone', isWorldwide: true }],
  ['AWS::S3::AccessPoint', { kind: 'accesspoint' }],
  ['AWS::S3::Bucket', { prefix: '', isWorldwide: true }],
  ['AWS::SNS::Topic', { prefix: '' }],
  ['AWS::SQS::Queue', { prefix: '', nameIn: (identifier) => identifier.split('/').at(-1) ?? identifier }],
  ['AWS::SSM::Parameter', { nameIn: (identifier) => identifier.replace(/^\//, '') }],
  ['AWS::SecretsManager::Secret', { prefix: 'secret:', isIdentifier: true }],
  ['AWS::StepFunctions::Activity', { prefix: 'activity:' }],
  ['AWS::StepFunctions::StateMachine', { kind: 'stateMachine', prefix: 'stateMachine:' }],
]);

/** `ec2:vpc`, `cognito-idp:userpool`: how the Tagging API calls a type. */
export function taggingName(typeName: string): string {
  const { service, kind } = inArns(typeName);
  return `${service}:${kind}`;
}

/** The ARN of something of a type: partition, region and account are right, the rest is as most services have it. */
export function typeArn(typeName: string, identifier: string, place: ArnPlace): string {
  const { service, prefix, nameIn, isWorldwide } = inArns(typeName);
  const resource = prefix + nameIn(identifier);
  if (isWorldwide) return `arn:${partitionOf(place.region)}:${service}:::${resource}`;
  return (isGlobal(typeName) ? globalArnOf : arnOf)(place, service, resource);
}

/** How a type stands in ARNs. */
export function inArns(typeName: string): Required<TypeInArns> {
  const [, serviceWord = 'service', typeWord = 'resource'] = typeName.split('::');
  const own = types.get(typeName) ?? {};
  const kind = own.kind ?? kebab(typeWord);
  return {
    service: own.service ?? servicesInArns.get(serviceWord) ?? serviceWord.toLowerCase(),
    kind,
    prefix: own.prefix ?? `${kind}/`,
    nameIn: own.nameIn ?? ((identifier) => identifier),
    isWorldwide: own.isWorldwide ?? false,
    isIdentifier: own.isIdentifier ?? false,
  };
}

/** `InternetGateway` is `internet-gateway`, `VPCEndpoint` is `vpc-endpoint`. */
function kebab(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/**
 * What Cloud Control knows the resource of an ARN by: the ARN itself where the identifier is one, else the name in it. Undefined where it is
 * neither.
 */
export function identifierOfArn({ typeName, identifier }: ResourceType, arn: string, name: string): string | undefined {
  const [path, ...others] = identifier;
  if (path === undefined || others.length > 0 || types.get(typeName)?.nameIn !== undefined) return undefined;
  return inArns(typeName).isIdentifier || /arn$/i.test(path.at(-1) ?? '') ? arn : name;
}

/** Whether the resource of an identifier has this name in its ARN. */
export function isNamedInArn(typeName: string, identifier: string, name: string): boolean {
  return inArns(typeName).nameIn(identifier) === name || identifier.split('|').at(-1) === name;
}

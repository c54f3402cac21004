import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { partitionOf } from '../home.ts';
import type { Place } from '../world.ts';

/** Services whose name in ARNs is not CloudFormation's in lower case. */
const services: ReadonlyMap<string, string> = new Map([
  ['ApplicationAutoScaling', 'application-autoscaling'],
  ['CertificateManager', 'acm'],
  ['Cognito', 'cognito-idp'],
  ['EFS', 'elasticfilesystem'],
  ['ElasticLoadBalancing', 'elasticloadbalancing'],
  ['ElasticLoadBalancingV2', 'elasticloadbalancing'],
  ['EMR', 'elasticmapreduce'],
  ['KinesisFirehose', 'firehose'],
  ['MSK', 'kafka'],
  ['OpenSearchService', 'es'],
  ['SES', 'ses'],
  ['StepFunctions', 'states'],
]);

/** The service and the type in ARNs and type filters, where they do not follow the rule. */
const names: ReadonlyMap<string, string> = new Map([
  ['AWS::Cognito::IdentityPool', 'cognito-identity:identitypool'],
  ['AWS::Cognito::UserPool', 'cognito-idp:userpool'],
  ['AWS::EC2::EIP', 'ec2:elastic-ip'],
  ['AWS::EC2::FlowLog', 'ec2:vpc-flow-log'],
  ['AWS::EC2::NatGateway', 'ec2:natgateway'],
  ['AWS::RDS::DBCluster', 'rds:cluster'],
  ['AWS::RDS::DBInstance', 'rds:db'],
  ['AWS::StepFunctions::StateMachine', 'states:stateMachine'],
]);

/** What stands behind the account, where it is not `type/identifier`. */
const tails: ReadonlyMap<string, (identifier: string) => string> = new Map<string, (identifier: string) => string>([
  ['AWS::Lambda::Function', (identifier) => `function:${identifier}`],
  ['AWS::Logs::LogGroup', (identifier) => `log-group:${identifier}`],
  ['AWS::RDS::DBCluster', (identifier) => `cluster:${identifier}`],
  ['AWS::RDS::DBInstance', (identifier) => `db:${identifier}`],
  ['AWS::S3::Bucket', (identifier) => identifier],
  ['AWS::SNS::Topic', (identifier) => identifier],
  ['AWS::SQS::Queue', (identifier) => identifier.split('/').at(-1) ?? identifier],
  ['AWS::SSM::Parameter', (identifier) => `parameter/${identifier.replace(/^\//, '')}`],
  ['AWS::SecretsManager::Secret', (identifier) => `secret:${identifier}`],
]);

/** `ec2:vpc`, `cognito-idp:userpool`: how the Tagging API calls a type. */
export function taggingName(typeName: string): string {
  const [, service = '', resource = ''] = typeName.split('::');
  return names.get(typeName) ?? `${services.get(service) ?? service.toLowerCase()}:${kebab(resource)}`;
}

/** The ARN that a resource has among its properties, else one in the usual form. */
export function resourceArn(type: ResourceType, model: JsonObject, identifier: string, place: Place): string {
  const own = ownArn(type, model) ?? identifier;
  if (own.startsWith('arn:')) return own;
  const { typeName } = type;
  const [service = '', resource = ''] = taggingName(typeName).split(':');
  const tail = tails.get(typeName)?.(identifier) ?? `${resource}/${identifier}`;
  const isGlobal = service === 's3' || service === 'iam';
  const region = isGlobal ? '' : place.region;
  const account = service === 's3' ? '' : place.accountId;
  return `arn:${partitionOf(place.region)}:${service}:${region}:${account}:${tail}`;
}

function ownArn(type: ResourceType, model: JsonObject): string | undefined {
  const resource = type.typeName.split('::')[2] ?? '';
  const likely = new Set(['arn', `${resource.toLowerCase()}arn`]);
  const readOnly = new Set(type.readOnly.filter((path) => path.length === 1).map((path) => path[0]));
  const arns = Object.entries(model).flatMap(([name, value]): { name: string; value: string }[] =>
    typeof value === 'string' && value.startsWith('arn:') ? [{ name, value }] : [],
  );
  const named = arns.find(({ name }) => likely.has(name.toLowerCase()));
  return (named ?? arns.find(({ name }) => readOnly.has(name) && /arn$/i.test(name)))?.value;
}

/** `InternetGateway` is `internet-gateway`, `VPCEndpoint` is `vpc-endpoint`. */
function kebab(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** A resource's tags, which are a list of {Key, Value} or a map; empty where there are none. */
export function tagsOf(
  type: ResourceType,
  model: JsonObject,
): readonly { readonly Key: string; readonly Value: string }[] {
  const tags = type.tagProperty === undefined ? undefined : model[type.tagProperty];
  if (Array.isArray(tags)) {
    // A member of a list may be anything until it is looked at.
    return (tags as readonly JsonObject[]).flatMap((tag) => {
      if (!isJsonObject(tag)) return [];
      const key = tag['Key'] ?? tag['TagKey'];
      const value = tag['Value'] ?? tag['TagValue'] ?? '';
      return typeof key === 'string' && typeof value === 'string' ? [{ Key: key, Value: value }] : [];
    });
  }
  if (!isJsonObject(tags)) return [];
  return Object.entries(tags).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ Key: key, Value: value }] : [],
  );
}

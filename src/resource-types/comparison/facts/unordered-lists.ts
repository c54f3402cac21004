import { isJsonObject, type Json } from '../../../base/json.ts';
import { matchesAny, matchesPath } from '../../match-path.ts';
import { nameOf, type Place } from '../place.ts';
import { setLists } from './set-lists.ts';

/** Whether the order of two lists at a place means nothing. */
export function isWithoutOrder(place: Place, desired: readonly Json[], live: readonly Json[]): boolean {
  const { facts, path } = place;
  if (isKnownOrdered(facts.typeName, path)) return false;
  if (matchesAny(facts.unordered, path)) return true;
  if ((setLists[facts.typeName] ?? []).some((set) => matchesPath(set.split('/'), path))) return true;
  const lists = [desired, live];
  if (lists.every((list) => list.every((item) => typeof item !== 'object'))) {
    return namesOfSets.test(nameOf(place)) || (place.isFree && isInPattern(path));
  }
  return lists.every(isListOfPairs);
}

/**
 * Names of lists of texts, mostly identifiers, that have no order wherever it is known. Source: counted over the registry's schemas
 * (`insertionOrder: false`) and the schemas of Terraform's AWS provider 6.25.0 (sets): without order in at least two types, ordered in
 * none. The last line: what they name has no order (hosts of a cluster, globs, fields of CORS).
 */
const namesOfSets = new RegExp(
  `(${[
    'SecurityGroupIds|SecurityGroups|SecurityGroupArns|SubnetIds|Subnets|SubnetArns|AvailabilityZones|Regions|Accounts|Cidrs|CidrBlocks',
    'Actions|Roles|Users|Groups|Protocols|Permissions|EventCategories|InstanceTypes|InstanceGenerations|TagValues|SourceIds|VersionAliases',
    'ManagedPolicyArns|ResourceArns|SnapshotArns|TargetArns|TopicArns|LogTypes|LoggingTypes|MountOptions|Capabilities|AlarmNames',
    'ResourceTypes|AuthorizationScopes|AllowedScopes|SubjectAlternativeNames|CapacityProviders|RouteTableIds|UserIds|NonKeyAttributes',
    'BootstrapServers|Includes|Excludes|CidrList|AllowMethods|AllowOrigins|AllowHeaders|AllowedMethods|AllowedOrigins|AllowedHeaders|ExposeHeaders|ExposedHeaders',
  ].join('|')})$`,
);

/**
 * The values of one field in an event pattern or filter policy: any of them matches (Amazon EventBridge User Guide, "Event patterns";
 * Amazon SNS Developer Guide, "Filter policies").
 */
function isInPattern(path: readonly string[]): boolean {
  // `{"numeric": [">", 0, "<=", 5]}` is read from left to right.
  if (path.at(-1) === 'numeric') return false;
  return path.some((name) => name === 'EventPattern' || name === 'FilterPolicy');
}

/** Lists that the registry's schemas call unordered although each member works on what the one before it gives. */
const orderedLists: Readonly<Record<string, readonly string[]>> = {
  // Amazon SageMaker API Reference, CreateModel: "the containers in the inference pipeline".
  'AWS::SageMaker::Model': ['Containers'],
  // Amazon CloudWatch Logs User Guide, "Processors that you can use": applied to a log event one after the other.
  'AWS::Logs::Transformer': ['TransformerConfig', 'TransformerConfig/*/Csv/Columns'],
  // Amazon Lightsail API Reference, Container: "The launch command for the container".
  'AWS::Lightsail::Container': ['ContainerServiceDeployment/Containers/*/Command'],
  // Incident Manager API Reference, Stage: contacted one after the other.
  'AWS::SSMContacts::Plan': ['Stages'],
};

function isKnownOrdered(typeName: string, path: readonly string[]): boolean {
  return (orderedLists[typeName] ?? []).some((list) => matchesPath(list.split('/'), path));
}

const keyNames = ['Key', 'key', 'Name', 'name', 'ParameterName', 'ParameterKey'];
const valueNames = ['Value', 'value', 'ParameterValue', 'ValueFrom'];

/** A list of a name and a value each, every name once: variables, parameters, attributes. The name tells them apart, not the position. */
function isListOfPairs(list: readonly Json[]): boolean {
  const names = list.map((item) => {
    if (!isJsonObject(item) || Object.keys(item).length !== 2) return undefined;
    const name = keyNames.find((candidate) => Object.hasOwn(item, candidate));
    return name !== undefined && valueNames.some((value) => Object.hasOwn(item, value)) ? item[name] : undefined;
  });
  return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { homeOf } from '../home.ts';
import { integerOf, textOf } from '../input.ts';
import type { OperationContext } from '../operation-context.ts';
import { formatPageToken, parsePageToken } from '../page-token.ts';
import { wireError, type WireError } from '../wire-error.ts';
import { taggingName } from '../../resource-types/arns/type-arn.ts';
import { resourceArn } from './resource-arn.ts';
import { tagsOf } from './resource-tags.ts';

interface Tagged {
  readonly arn: string;
  readonly name: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly sequence: number;
}

/** GetResources of the Tagging API: what has tags in this account and region, in the order of creation. */
export function getResources(context: OperationContext): Result<JsonObject, WireError> {
  const { body } = context;
  const wrong = mistakeIn(body);
  if (wrong !== undefined) return wireError('InvalidParameterException', wrong);
  const after = parsePageToken(textOf(body, 'PaginationToken') === '' ? undefined : textOf(body, 'PaginationToken'));
  if (!after.ok) return wireError('PaginationTokenExpiredException', 'The PaginationToken is not valid.');
  const matching = tagged(context)
    .filter((resource) => isWanted(resource, body))
    .filter(({ sequence }) => sequence > Number(after.value ?? 0))
    .sort((first, second) => first.sequence - second.sequence);
  const page = pageOf(matching, body);
  const last = page.at(-1);
  return ok({
    PaginationToken: matching.length > page.length && last !== undefined ? formatPageToken(String(last.sequence)) : '',
    ResourceTagMappingList: page.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: tags.map((tag) => ({ ...tag })),
      ...(body['IncludeComplianceDetails'] === true ? { ComplianceDetails: { ComplianceStatus: true } } : {}),
    })),
  });
}

/**
 * What has tags that the index never knows (https://docs.aws.amazon.com/ARG/latest/userguide/supported-resources.html;
 * https://github.com/aws/aws-sdk/issues/581).
 */
const notIndexed: ReadonlySet<string> = new Set(['AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::User']);

/** What has no region is told of in one of them: in the first region of the partition. */
function tagged({ options, view, partition, place }: OperationContext): readonly Tagged[] {
  const tellsOfGlobal = ['us-east-1', 'us-gov-west-1', 'cn-north-1'].includes(place.region);
  const global = tellsOfGlobal ? view.partition(homeOf('AWS::IAM::Role', place)).resources : [];
  return [...partition.resources, ...global].flatMap(([typeName, resources]): Tagged[] => {
    const type = options.registry.find(typeName);
    if (type?.tagProperty === undefined || notIndexed.has(typeName)) return [];
    const name = taggingName(typeName);
    return [...resources.values()].flatMap(({ identifier, model, sequence }): Tagged[] => {
      const tags = tagsOf(type, model);
      return tags.length === 0 ? [] : [{ arn: resourceArn(type, model, identifier, place), name, tags, sequence }];
    });
  });
}

function isWanted({ arn, name, tags }: Tagged, body: JsonObject): boolean {
  if (body['ExcludeCompliantResources'] === true) return false;
  const arns = listOf(body, 'ResourceARNList');
  if (arns !== undefined && !arns.includes(arn)) return false;
  const types = listOf(body, 'ResourceTypeFilters');
  if (types !== undefined && !types.some((type) => name === type || name.split(':')[0] === type)) return false;
  return (listOf(body, 'TagFilters') ?? []).filter(isJsonObject).every((filter) => {
    const values = listOf(filter, 'Values');
    return tags.some(({ Key, Value }) => Key === filter['Key'] && (values === undefined || values.includes(Value)));
  });
}

/** As many resources as were asked for, or as have so many tags. */
function pageOf(matching: readonly Tagged[], body: JsonObject): readonly Tagged[] {
  const tagsPerPage = integerOf(body, 'TagsPerPage');
  if (tagsPerPage === undefined) return matching.slice(0, integerOf(body, 'ResourcesPerPage') ?? 50);
  let tags = 0;
  // One resource at least, or there would be no end.
  return matching.filter((resource, index) => (tags += resource.tags.length) <= tagsPerPage || index === 0);
}

/** An empty list limits nothing. */
function listOf(body: JsonObject, name: string): readonly Json[] | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return Array.isArray(value) && value.length > 0 ? (value as readonly Json[]) : undefined;
}

function mistakeIn(body: JsonObject): string | undefined {
  const perPage = integerOf(body, 'ResourcesPerPage');
  if (perPage !== undefined && (perPage < 1 || perPage > 100)) return 'ResourcesPerPage must be between 1 and 100.';
  const tagsPerPage = integerOf(body, 'TagsPerPage');
  if (tagsPerPage !== undefined && (tagsPerPage < 100 || tagsPerPage > 500)) {
    return 'TagsPerPage must be between 100 and 500.';
  }
  if (perPage !== undefined && tagsPerPage !== undefined) {
    return 'ResourcesPerPage and TagsPerPage cannot be given together.';
  }
  const filters = listOf(body, 'TagFilters');
  if (filters !== undefined && filters.length > 50) return 'TagFilters can have at most 50 filters.';
  const isKeyed = filters?.every((filter) => isJsonObject(filter) && typeof filter['Key'] === 'string') ?? true;
  if (!isKeyed) return 'Every tag filter must have a Key.';
  const others = filters !== undefined || listOf(body, 'ResourceTypeFilters') !== undefined;
  if (listOf(body, 'ResourceARNList') !== undefined && others) {
    return 'ResourceARNList cannot be given together with other filters.';
  }
  if (body['ExcludeCompliantResources'] === true && body['IncludeComplianceDetails'] !== true) {
    return 'ExcludeCompliantResources can be true only with IncludeComplianceDetails.';
  }
  return undefined;
}

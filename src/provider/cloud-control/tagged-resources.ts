import { isJsonObject, type Json } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { TaggedResource, TaggedResourcesRequest } from '../provider.ts';
import type { Subject } from './failures.ts';
import { everyPage } from './reads.ts';
import type { Requests } from './requests.ts';

/** GetResources of the Tagging API, page after page. */
export async function listTaggedResources(
  requests: Requests,
  request: TaggedResourcesRequest,
): Promise<Result<readonly TaggedResource[], Failure>> {
  const { region, tagFilters, pageToken } = request;
  const found: TaggedResource[] = [];
  const subject = {
    operation: 'GetResources',
    region,
    typeName: undefined,
    identifier: undefined,
  } as const satisfies Subject;
  const pages = await everyPage(subject, async (nextToken = pageToken) => {
    const answer = await requests.send({
      subject,
      input: {
        TagFilters: tagFilters?.map(({ key, values }) => ({
          Key: key,
          ...(values.length > 0 ? { Values: values } : {}),
        })),
        ResourceTypeFilters: request.typeFilters,
        ResourceARNList: request.arns,
        ResourcesPerPage: request.resourcesPerPage ?? (request.tagsPerPage === undefined ? 100 : undefined),
        TagsPerPage: request.tagsPerPage,
        IncludeComplianceDetails: request.includeComplianceDetails,
        ExcludeCompliantResources: request.excludeCompliantResources,
        PaginationToken: nextToken,
      },
      read: (output) => {
        const page = readMappings(output.ResourceTagMappingList);
        if (!page.ok) return page;
        const token = output.PaginationToken;
        return ok({ page: page.value, nextToken: typeof token === 'string' && token !== '' ? token : undefined });
      },
    });
    if (!answer.ok) return answer;
    found.push(...answer.value.page);
    return ok(answer.value.nextToken);
  });
  return pages.ok ? ok(found) : pages;
}

function readMappings(list: Json | undefined): Result<readonly TaggedResource[], string> {
  if (!Array.isArray(list)) return err('The answer has no ResourceTagMappingList.');
  const found: TaggedResource[] = [];
  for (const mapping of list as readonly Json[]) {
    const arn = isJsonObject(mapping) ? mapping['ResourceARN'] : undefined;
    if (!isJsonObject(mapping) || typeof arn !== 'string') return err('A ResourceTagMapping has no ResourceARN.');
    const { Tags: tags = [], ComplianceDetails: details } = mapping;
    found.push({
      arn,
      tags: Array.isArray(tags) ? (tags as readonly Json[]).flatMap(readTag) : [],
      complianceDetails: isJsonObject(details) ? details : undefined,
    });
  }
  return ok(found);
}

function readTag(tag: Json): TaggedResource['tags'] {
  if (!isJsonObject(tag)) return [];
  const { Key: key, Value: value = '' } = tag;
  return typeof key === 'string' && typeof value === 'string' ? [{ key, value }] : [];
}

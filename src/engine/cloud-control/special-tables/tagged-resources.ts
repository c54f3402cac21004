import { isJsonObject, parseJson, type Json } from '../../../base/json.ts';
import { ok } from '../../../base/result.ts';
import type { TaggedResourcesRequest } from '../../../provider/provider.ts';
import { textColumn, type SpecialParameter, type SpecialTable } from './special-table.ts';

/** GetResources of the Resource Groups Tagging API: what has, or had, tags, of every service. */
export const taggedResources: SpecialTable = {
  name: 'awscc.tagging.tagged_resources',
  description: 'Resources of every service by their tags.',
  columns: [
    textColumn('ResourceARN', 'The resource.'),
    { name: 'Tags', types: ['array'], description: 'Its tags: a list of {Key, Value}.' },
    { name: 'ComplianceDetails', types: ['object'], description: 'Whether its tags follow the tag policy.' },
  ],
  parameters: [
    {
      name: 'TagFilters',
      isRequired: false,
      description: 'JSON list of {Key, Values}: every filter must hold, of its values one.',
      mistakeIn: tagFiltersMistake,
    },
    jsonTexts('ResourceTypeFilters', 'JSON list of services and types, as in ["ec2:vpc", "s3"].', '["ec2:vpc"]'),
    jsonTexts('ResourceARNList', 'JSON list of ARNs; not together with the other filters.', '["arn:aws:…"]'),
    whole('ResourcesPerPage', 'How many resources one request asks for.', 1, 100),
    whole('TagsPerPage', 'How many tags one request asks for.', 100, 500),
    flag('IncludeComplianceDetails', 'Whether ComplianceDetails is filled in. Default: false.'),
    flag('ExcludeCompliantResources', 'Whether to leave out what follows the tag policy. Default: false.'),
    {
      name: 'PaginationToken',
      isRequired: false,
      description: 'The page to begin behind. All pages after it are read.',
    },
  ],
  methods: [{ name: 'get_resources', verb: 'SELECT', required: ['region'] }],
  calls: () => [{ kind: 'action', action: 'tag:GetResources' }],
  read: async ({ region, given }, reads) => {
    const found = await reads.taggedResources({ region, ...filtersOf(given) });
    if (!found.ok) return found;
    return ok(
      found.value.map(({ arn, tags, complianceDetails }) => ({
        ResourceARN: arn,
        Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })),
        ComplianceDetails: complianceDetails ?? null,
      })),
    );
  },
};

function filtersOf(given: ReadonlyMap<string, string>): Omit<TaggedResourcesRequest, 'region'> {
  const list = (name: string): readonly string[] | undefined => textsIn(parseJson(given.get(name) ?? ''));
  const number = (name: string): number | undefined => (given.has(name) ? Number(given.get(name)) : undefined);
  const truth = (name: string): boolean | undefined =>
    given.has(name) ? /^(true|1)$/i.test(given.get(name) ?? '') : undefined;
  const all = {
    tagFilters: tagFiltersIn(parseJson(given.get('TagFilters') ?? '')),
    typeFilters: list('ResourceTypeFilters'),
    arns: list('ResourceARNList'),
    resourcesPerPage: number('ResourcesPerPage'),
    tagsPerPage: number('TagsPerPage'),
    includeComplianceDetails: truth('IncludeComplianceDetails'),
    excludeCompliantResources: truth('ExcludeCompliantResources'),
    pageToken: given.get('PaginationToken'),
  };
  // What is not given is left out; the names are those of the request.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function tagFiltersIn(filters: Json | undefined): TaggedResourcesRequest['tagFilters'] {
  if (!Array.isArray(filters)) return undefined;
  return (filters as readonly Json[]).filter(isJsonObject).map(({ Key: key, Values: values }) => ({
    key: typeof key === 'string' ? key : '',
    values: textsIn(values) ?? [],
  }));
}

function textsIn(values: Json | undefined): readonly string[] | undefined {
  return Array.isArray(values) ? (values as readonly Json[]).filter((value) => typeof value === 'string') : undefined;
}

const filterExample = '[{"Key": "Name", "Values": ["web"]}]';

function tagFiltersMistake(text: string): string | undefined {
  const filters = parseJson(text);
  if (!Array.isArray(filters)) return `is not a JSON list like ${filterExample}`;
  const list = filters as readonly Json[];
  if (list.length > 50) return `has ${list.length} filters, 50 is the most`;
  for (const filter of list) {
    if (!isJsonObject(filter)) return `is not a JSON list like ${filterExample}`;
    const strange = Object.keys(filter).find((key) => key !== 'Key' && key !== 'Values');
    if (strange !== undefined) return `has a filter with "${strange}", only Key and Values have a meaning`;
    if (typeof filter['Key'] !== 'string' || filter['Key'] === '') return 'has a filter without a Key';
    const { Key: key, Values: values = [] } = filter;
    if (!Array.isArray(values) || (values as readonly Json[]).some((value) => typeof value !== 'string')) {
      return `has Values of "${key}" that are no list of texts`;
    }
    if (values.length > 20) return `has ${values.length} Values of "${key}", 20 is the most`;
  }
  return undefined;
}

function jsonTexts(name: string, description: string, example: string): SpecialParameter {
  return {
    name,
    isRequired: false,
    description,
    mistakeIn: (text) => {
      const list = parseJson(text);
      const isRight = Array.isArray(list) && (list as readonly Json[]).every((item) => typeof item === 'string');
      return isRight ? undefined : `is not a JSON list of texts like ${example}`;
    },
  };
}

function whole(name: string, description: string, least: number, most: number): SpecialParameter {
  return {
    name,
    isRequired: false,
    description,
    mistakeIn: (text) =>
      /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most
        ? undefined
        : `is ${text}, not a number from ${least} to ${most}`,
  };
}

function flag(name: string, description: string): SpecialParameter {
  return {
    name,
    isRequired: false,
    description,
    mistakeIn: (text) => (/^(true|false|1|0)$/i.test(text) ? undefined : `is ${text}, not true or false`),
  };
}

import { isJsonObject, parseJson } from '../../../base/json.ts';
import { ok } from '../../../base/result.ts';
import { descriptionColumns } from './resource.ts';
import { optionsOf, requestOptions, typeNameParameter } from './request-options.ts';
import type { SpecialTable } from './special-table.ts';

/** ListResources of any type. What it tells of each is up to the type: the identifier at least. */
export const resources: SpecialTable = {
  name: 'awscc.cloud_control.resources',
  description: 'All resources of any one type, as far as its list tells.',
  columns: descriptionColumns,
  parameters: [
    typeNameParameter,
    {
      name: 'ResourceModel',
      isRequired: false,
      description: 'JSON text with the properties that the type’s list needs, such as the parent.',
      mistakeIn: (text) => (isJsonObject(parseJson(text)) ? undefined : 'is not JSON like {"UserPoolId": "…"}'),
    },
    ...requestOptions,
  ],
  methods: [
    { name: 'create_resource', verb: 'INSERT', required: ['TypeName', 'DesiredState', 'region'] },
    { name: 'delete_resource', verb: 'DELETE', required: ['TypeName', 'Identifier', 'region'] },
    { name: 'update_resource', verb: 'UPDATE', required: ['TypeName', 'Identifier', 'PatchDocument', 'region'] },
    { name: 'list_resources', verb: 'SELECT', required: ['TypeName', 'region'] },
  ],
  calls: (typeNames) => typeNames.map((typeName) => ({ kind: 'handler', typeName, handler: 'list' })),
  read: async (request, reads) => {
    const { region, given } = request;
    const model = parseJson(given.get('ResourceModel') ?? '');
    const listing = await reads.list({
      region,
      typeName: given.get('TypeName') ?? '',
      ...(isJsonObject(model) ? { model } : {}),
      ...optionsOf(request),
    });
    if (!listing.ok) return listing;
    if (listing.value.kind === 'parent-absent') return ok([]);
    return ok(
      listing.value.resources.map(({ identifier, properties }) => ({
        Identifier: identifier,
        Properties: JSON.stringify(properties),
      })),
    );
  },
};

import { ok } from '../../../base/result.ts';
import { optionsOf, requestOptions, typeNameParameter } from './request-options.ts';
import { textColumn, type SpecialColumn, type SpecialTable } from './special-table.ts';

/** A resource of any type as Cloud Control describes it. */
export const descriptionColumns: readonly SpecialColumn[] = [
  textColumn('Identifier', 'The resource; parts are joined by a vertical bar.'),
  { ...textColumn('Properties', 'Its properties as JSON text.'), holdsModel: true },
];

/** GetResource of any type, also of one whose schema is not known. */
export const resource: SpecialTable = {
  name: 'awscc.cloud_control.resource',
  description: 'One resource of any type, its properties as JSON text.',
  columns: descriptionColumns,
  parameters: [
    typeNameParameter,
    { name: 'Identifier', isRequired: true, description: 'The resource; parts are joined by a vertical bar.' },
    ...requestOptions,
  ],
  methods: [{ name: 'get_resource', verb: 'SELECT', required: ['TypeName', 'Identifier', 'region'] }],
  calls: (typeNames) => typeNames.map((typeName) => ({ kind: 'handler', typeName, handler: 'read' })),
  read: async (request, reads) => {
    const { region, given } = request;
    const typeName = given.get('TypeName') ?? '';
    const identifier = given.get('Identifier') ?? '';
    const reading = await reads.read({ region, typeName, identifier, ...optionsOf(request) });
    if (!reading.ok) return reading;
    if (reading.value.kind === 'absent') return ok([]);
    return ok([{ Identifier: identifier, Properties: JSON.stringify(reading.value.properties) }]);
  },
};

import type { JsonObject } from '../../../base/json.ts';
import { err, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../provider/failure.ts';
import { textColumn, type SpecialTable } from './special-table.ts';

const typeName = 'AWS::EC2::SubnetRouteTableAssociation';

/** Which subnet uses which route table: a list, and a read of each, because the list has the identifiers only. */
export const subnetRouteTableAssociations: SpecialTable = {
  name: 'awscc.ec2.vw_subnet_route_table_associations',
  description: 'Which subnet uses which route table.',
  columns: [
    textColumn('region', 'The region.'),
    textColumn('route_table_id', 'The route table.'),
    textColumn('id', 'The association.'),
    textColumn('subnet_id', 'The subnet.'),
  ],
  parameters: [],
  methods: [{ name: '__view__', verb: 'SELECT', required: ['region'] }],
  calls: () => [
    { kind: 'handler', typeName, handler: 'list' },
    { kind: 'handler', typeName, handler: 'read' },
  ],
  read: async ({ region }, reads) => {
    const listing = await reads.list({ region, typeName });
    if (!listing.ok) return listing;
    if (listing.value.kind === 'parent-absent') return ok([]);
    const rows = await Promise.all(
      listing.value.resources.map(async ({ identifier }): Promise<Result<readonly JsonObject[], Failure>> => {
        const reading = await reads.read({ region, typeName, identifier });
        if (!reading.ok) return err(reading.error);
        // It went away after the list.
        if (reading.value.kind === 'absent') return ok([]);
        const { RouteTableId = null, SubnetId = null, Id = identifier } = reading.value.properties;
        return ok([{ route_table_id: RouteTableId, id: Id, subnet_id: SubnetId }]);
      }),
    );
    const failed = rows.find((row) => !row.ok);
    return failed ?? ok(rows.flatMap((row) => (row.ok ? row.value : [])));
  },
};

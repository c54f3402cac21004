import { requestViews } from './request-views.ts';
import { resource } from './resource.ts';
import { resourceRequest } from './resource-request.ts';
import { resourceRequests } from './resource-requests.ts';
import { resources } from './resources.ts';
import type { SpecialTable } from './special-table.ts';
import { subnetRouteTableAssociations } from './subnet-route-table-associations.ts';
import { taggedResources } from './tagged-resources.ts';

/** Every table that is no resource type. */
export const specialTables: readonly SpecialTable[] = [
  resource,
  resources,
  resourceRequest,
  resourceRequests,
  ...requestViews,
  subnetRouteTableAssociations,
  taggedResources,
];

const byName: ReadonlyMap<string, SpecialTable> = new Map(specialTables.map((table) => [table.name, table]));

/** The table with this dotted name. */
export function findSpecialTable(parts: readonly string[]): SpecialTable | undefined {
  return byName.get(parts.join('.').replace(/^aws\./, 'awscc.'));
}

import { ok } from '../../../base/result.ts';
import { hookColumns, progressColumns, progressRow } from './progress-columns.ts';
import type { SpecialTable } from './special-table.ts';

/** GetResourceRequestStatus: how one request stands. A request that the service does not know, or no longer, is no row. */
export const resourceRequest: SpecialTable = {
  name: 'awscc.cloud_control.resource_request',
  description: 'How one request to create, update or delete a resource stands.',
  columns: progressColumns,
  hidden: hookColumns,
  parameters: [
    { name: 'RequestToken', isRequired: true, description: 'The request, as RETURNING RequestToken gives it.' },
  ],
  methods: [{ name: 'get_resource_request', verb: 'SELECT', required: ['RequestToken', 'region'] }],
  calls: () => [{ kind: 'action', action: 'cloudformation:GetResourceRequestStatus' }],
  read: async ({ region, given }, reads) => {
    const status = await reads.requestStatus({ region, requestToken: given.get('RequestToken') ?? '' });
    if (status.ok) return ok([progressRow(status.value)]);
    return status.error.errorName === 'RequestTokenNotFoundException' ? ok([]) : status;
  },
};

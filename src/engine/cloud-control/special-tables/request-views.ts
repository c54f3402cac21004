import { ok } from '../../../base/result.ts';
import { hookColumns, progressColumns, progressRow } from './progress-columns.ts';
import type { RequestFilter } from './request-filter.ts';
import type { SpecialTable } from './special-table.ts';

/** The views over `resource_requests`: each is the table with a fixed filter. */
export const requestViews: readonly SpecialTable[] = [
  view('vw_successful_requests', 'Requests that succeeded.', { statuses: ['SUCCESS'] }),
  view('vw_failed_requests', 'Requests that failed.', { statuses: ['FAILED'] }),
  view('vw_cancelled_requests', 'Requests that are or are being cancelled.', {
    statuses: ['CANCEL_IN_PROGRESS', 'CANCEL_COMPLETE'],
  }),
  view('vw_pending_requests', 'Requests under way.', { statuses: ['PENDING', 'IN_PROGRESS'] }),
  view('vw_create_requests', 'Requests to create a resource.', { operations: ['CREATE'] }),
  view('vw_update_requests', 'Requests to update a resource.', { operations: ['UPDATE'] }),
  view('vw_delete_requests', 'Requests to delete a resource.', { operations: ['DELETE'] }),
];

function view(name: string, description: string, filter: RequestFilter): SpecialTable {
  return {
    name: `awscc.cloud_control.${name}`,
    description,
    columns: progressColumns,
    hidden: hookColumns,
    parameters: [],
    methods: [{ name: '__view__', verb: 'SELECT', required: ['region'] }],
    calls: () => [{ kind: 'action', action: 'cloudformation:ListResourceRequests' }],
    read: async ({ region }, reads) => {
      const events = await reads.listRequests({ region, ...filter });
      return events.ok ? ok(events.value.map(progressRow)) : events;
    },
  };
}

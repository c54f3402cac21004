import { ok } from '../../../base/result.ts';
import { hookColumns, progressColumns, progressRow } from './progress-columns.ts';
import { requestFilter, requestFilterMistake } from './request-filter.ts';
import type { SpecialTable } from './special-table.ts';

/** ListResourceRequests: the requests of the last seven days. A DELETE cancels. */
export const resourceRequests: SpecialTable = {
  name: 'awscc.cloud_control.resource_requests',
  description: 'The requests of the last seven days; to delete one is to cancel it.',
  columns: progressColumns,
  hidden: hookColumns,
  parameters: [
    {
      name: 'ResourceRequestStatusFilter',
      isRequired: false,
      description: 'JSON text with Operations and OperationStatuses, each a list. Default: all requests.',
      mistakeIn: requestFilterMistake,
    },
  ],
  methods: [
    { name: 'list_resource_requests', verb: 'SELECT', required: ['region'] },
    { name: 'cancel_resource_request', verb: 'DELETE', required: ['RequestToken', 'region'] },
  ],
  calls: () => [{ kind: 'action', action: 'cloudformation:ListResourceRequests' }],
  read: async ({ region, given }, reads) => {
    const filter = requestFilter(given.get('ResourceRequestStatusFilter'));
    const events = await reads.listRequests({ region, ...filter });
    return events.ok ? ok(events.value.map(progressRow)) : events;
  },
};

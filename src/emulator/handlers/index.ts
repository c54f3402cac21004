import type { Operation } from '../../provider/cloud-control/wire.ts';
import type { OperationHandler } from '../operation-context.ts';
import { cancelResourceRequest } from './cancel-resource-request.ts';
import { createResource } from './create-resource.ts';
import { deleteResource } from './delete-resource.ts';
import { getResource } from './get-resource.ts';
import { getResourceRequestStatus } from './get-resource-request-status.ts';
import { listResourceRequests } from './list-resource-requests.ts';
import { listResources } from './list-resources.ts';
import { updateResource } from './update-resource.ts';

export const handlers: Readonly<Record<Operation, OperationHandler>> = {
  CreateResource: createResource,
  GetResource: getResource,
  UpdateResource: updateResource,
  DeleteResource: deleteResource,
  ListResources: listResources,
  GetResourceRequestStatus: getResourceRequestStatus,
  ListResourceRequests: listResourceRequests,
  CancelResourceRequest: cancelResourceRequest,
};

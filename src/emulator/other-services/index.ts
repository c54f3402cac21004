import type { JsonObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import type { OtherOperation } from '../../provider/cloud-control/wire.ts';
import type { OperationContext } from '../operation-context.ts';
import { getResources } from '../tagging/get-resources.ts';
import type { WireError } from '../wire-error.ts';
import { getParameter } from './get-parameter.ts';
import { headObject, putObject } from './objects.ts';
import { describeSecret, getSecretValue } from './secrets.ts';

type OtherHandler = (
  context: OperationContext,
) => Result<JsonObject, WireError> | Promise<Result<JsonObject, WireError>>;

/** What is answered of services beside Cloud Control: from the resources that live here. */
export const otherHandlers: Readonly<Record<OtherOperation, OtherHandler>> = {
  GetResources: getResources,
  GetParameter: getParameter,
  GetSecretValue: getSecretValue,
  DescribeSecret: describeSecret,
  HeadObject: headObject,
  PutObject: putObject,
};

import type { Json } from '../../base/json.ts';

/** The eight operations of Cloud Control, as the header `X-Amz-Target: CloudApiService.<operation>` names them. */
export const operations = [
  'CreateResource',
  'GetResource',
  'UpdateResource',
  'DeleteResource',
  'ListResources',
  'GetResourceRequestStatus',
  'ListResourceRequests',
  'CancelResourceRequest',
] as const;
export type Operation = (typeof operations)[number];

/** The one operation of the Resource Groups Tagging API that is spoken here: `ResourceGroupsTaggingAPI_20170126.GetResources`. */
export const taggingOperation = 'GetResources';
export const taggingTargetPrefix = 'ResourceGroupsTaggingAPI_20170126.';
export const taggingContentType = 'application/x-amz-json-1.1';
export type RequestName = Operation | typeof taggingOperation;

export const targetPrefix = 'CloudApiService.';
export const contentType = 'application/x-amz-json-1.0';

/** ProgressEvent as it stands in JSON; times are epoch seconds with a fraction. */
export interface WireProgressEvent {
  readonly TypeName?: string;
  readonly Identifier?: string;
  readonly RequestToken: string;
  readonly HooksRequestToken?: string;
  readonly Operation?: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly OperationStatus: 'PENDING' | 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'CANCEL_IN_PROGRESS' | 'CANCEL_COMPLETE';
  readonly EventTime: number;
  readonly ResourceModel?: string;
  readonly StatusMessage?: string;
  readonly ErrorCode?: HandlerErrorCode;
  readonly RetryAfter?: number;
}

export const handlerErrorCodes = [
  'NotUpdatable',
  'InvalidRequest',
  'AccessDenied',
  'UnauthorizedTaggingOperation',
  'InvalidCredentials',
  'AlreadyExists',
  'NotFound',
  'ResourceConflict',
  'Throttling',
  'ServiceLimitExceeded',
  'NotStabilized',
  'GeneralServiceException',
  'ServiceInternalError',
  'ServiceTimeout',
  'NetworkFailure',
  'InternalFailure',
] as const;
export type HandlerErrorCode = (typeof handlerErrorCodes)[number];

/** A request or answer body: one JSON object. */
export type WireBody = Readonly<Record<string, Json>>;

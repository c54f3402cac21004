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

/** An operation of another service that speaks JSON as Cloud Control does. */
export interface OtherService {
  /** The first part of the name of its hosts, which is what requests are signed for, too: `ssm`. */
  readonly name: string;
  /** The header X-Amz-Target. */
  readonly target: string;
}

/** The operations of other services that are spoken here: of the Resource Groups Tagging API, Systems Manager, Secrets Manager and S3. */
export const otherOperations = {
  GetResources: { name: 'tagging', target: 'ResourceGroupsTaggingAPI_20170126.GetResources' },
  GetParameter: { name: 'ssm', target: 'AmazonSSM.GetParameter' },
  GetSecretValue: { name: 'secretsmanager', target: 'secretsmanager.GetSecretValue' },
  DescribeSecret: { name: 'secretsmanager', target: 'secretsmanager.DescribeSecret' },
  // S3 has no targets: these stand for its requests where they are carried inside of this process.
  HeadObject: { name: 's3', target: 'S3.HeadObject' },
  PutObject: { name: 's3', target: 'S3.PutObject' },
} as const satisfies Readonly<Record<string, OtherService>>;
export type OtherOperation = keyof typeof otherOperations;
export const otherContentType = 'application/x-amz-json-1.1';
export type RequestName = Operation | OtherOperation;

export const targetPrefix = 'CloudApiService.';
export const contentType = 'application/x-amz-json-1.0';

/** The header X-Amz-Target of an operation. */
export function targetOf(operation: RequestName): string {
  return isOtherOperation(operation) ? otherOperations[operation].target : targetPrefix + operation;
}

export function isOtherOperation(name: string): name is OtherOperation {
  return Object.hasOwn(otherOperations, name);
}

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

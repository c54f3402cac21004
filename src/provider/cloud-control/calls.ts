import type * as CloudControl from '@aws-sdk/client-cloudcontrol';
import type {
  CancelResourceRequestInput,
  CancelResourceRequestOutput,
  CloudControlClient,
  CreateResourceInput,
  CreateResourceOutput,
  DeleteResourceInput,
  DeleteResourceOutput,
  GetResourceInput,
  GetResourceOutput,
  GetResourceRequestStatusInput,
  GetResourceRequestStatusOutput,
  ListResourceRequestsInput,
  ListResourceRequestsOutput,
  ListResourcesInput,
  ListResourcesOutput,
  UpdateResourceInput,
  UpdateResourceOutput,
} from '@aws-sdk/client-cloudcontrol';
import { callObject } from './object-call.ts';
import { callOtherService } from './other-call.ts';
import type { OtherShapes } from './other-shapes.ts';
import { otherOperations, type OtherOperation, type RequestName } from './wire.ts';

/** The SDK's module, as a lazy import gives it. */
export type Sdk = typeof CloudControl;

interface Shapes extends OtherShapes {
  CreateResource: { input: CreateResourceInput; output: CreateResourceOutput };
  GetResource: { input: GetResourceInput; output: GetResourceOutput };
  UpdateResource: { input: UpdateResourceInput; output: UpdateResourceOutput };
  DeleteResource: { input: DeleteResourceInput; output: DeleteResourceOutput };
  ListResources: { input: ListResourcesInput; output: ListResourcesOutput };
  GetResourceRequestStatus: { input: GetResourceRequestStatusInput; output: GetResourceRequestStatusOutput };
  ListResourceRequests: { input: ListResourceRequestsInput; output: ListResourceRequestsOutput };
  CancelResourceRequest: { input: CancelResourceRequestInput; output: CancelResourceRequestOutput };
}
export type Input<O extends RequestName> = Shapes[O]['input'];
export type Output<O extends RequestName> = Shapes[O]['output'];

interface SendOptions {
  readonly abortSignal: AbortSignal;
  /** Where another service is, by its name; undefined: at AWS. */
  readonly otherUrl: (name: string) => string | undefined;
}
type Call<O extends RequestName> = (
  sdk: Sdk,
  client: CloudControlClient,
  input: Input<O>,
  options: SendOptions,
) => Promise<Output<O>>;

/** One request and its answer, per operation; rejects with the SDK's errors. */
export const calls: { readonly [O in RequestName]: Call<O> } = {
  CreateResource: (sdk, client, input, options) => client.send(new sdk.CreateResourceCommand(input), options),
  GetResource: (sdk, client, input, options) => client.send(new sdk.GetResourceCommand(input), options),
  UpdateResource: (sdk, client, input, options) => client.send(new sdk.UpdateResourceCommand(input), options),
  DeleteResource: (sdk, client, input, options) => client.send(new sdk.DeleteResourceCommand(input), options),
  ListResources: (sdk, client, input, options) => client.send(new sdk.ListResourcesCommand(input), options),
  GetResourceRequestStatus: (sdk, client, input, options) =>
    client.send(new sdk.GetResourceRequestStatusCommand(input), options),
  ListResourceRequests: (sdk, client, input, options) =>
    client.send(new sdk.ListResourceRequestsCommand(input), options),
  CancelResourceRequest: (sdk, client, input, options) =>
    client.send(new sdk.CancelResourceRequestCommand(input), options),
  GetResources: ofOtherService('GetResources'),
  GetParameter: ofOtherService('GetParameter'),
  GetSecretValue: ofOtherService('GetSecretValue'),
  DescribeSecret: ofOtherService('DescribeSecret'),
  HeadObject: ofObjects('HeadObject'),
  PutObject: ofObjects('PutObject'),
};

function ofOtherService<O extends OtherOperation>(operation: O): Call<O> {
  return (_sdk, client, input, { abortSignal, otherUrl }) =>
    callOtherService<O>(client, operation, input, {
      abortSignal,
      endpointUrl: otherUrl(otherOperations[operation].name),
    });
}

function ofObjects<O extends 'HeadObject' | 'PutObject'>(operation: O): Call<O> {
  return (_sdk, client, input, { abortSignal, otherUrl }) =>
    callObject<O>(client, operation, input, { abortSignal, endpointUrl: otherUrl('s3') });
}

import { isJsonObject, parseJson, type Json } from '../base/json.ts';
import { otherOperations, targetPrefix, type OtherOperation, type WireBody } from '../provider/cloud-control/wire.ts';

/** The operations of other services by their targets. */
const byTarget: ReadonlyMap<string | undefined, OtherOperation> = new Map(
  // The names are the keys of the table.
  (Object.keys(otherOperations) as OtherOperation[]).map((name) => [otherOperations[name].target, name]),
);

/** The operation of another service that a target means; undefined for one of Cloud Control, or of nobody. */
export function otherOperationOf(target: string | undefined): OtherOperation | undefined {
  return byTarget.get(target);
}

/** What a request says of itself before anything is checked. */
export interface ReadRequest {
  /** `CreateResource`; undefined for a target of another service. */
  readonly operation: string | undefined;
  /** Undefined where it is not JSON. */
  readonly body: Json | undefined;
  /** The members of the body; none where it is no object. */
  readonly members: WireBody;
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  readonly requestToken: string | undefined;
}

export function readRequest(request: { readonly target: string | undefined; readonly body: string }): ReadRequest {
  // StackQL sends `null` where a request has no members.
  const body = parseJson(['', 'null'].includes(request.body.trim()) ? '{}' : request.body);
  const members: WireBody = isJsonObject(body) ? body : {};
  return {
    operation: operationOf(request.target),
    body,
    members,
    typeName: stringOf(members['TypeName']),
    identifier: stringOf(members['Identifier']),
    requestToken: stringOf(members['RequestToken']),
  };
}

function operationOf(target: string | undefined): string | undefined {
  return otherOperationOf(target) ?? ownOperationOf(target);
}

function ownOperationOf(target: string | undefined): string | undefined {
  return target?.startsWith(targetPrefix) === true ? target.slice(targetPrefix.length) : undefined;
}

/** A text; undefined for anything else. */
export function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

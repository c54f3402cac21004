import { isJsonObject, parseJson, type Json } from '../base/json.ts';
import { taggingOperation, taggingTargetPrefix, targetPrefix, type WireBody } from '../provider/cloud-control/wire.ts';

/** The header X-Amz-Target of the one operation of the tagging service. */
export const taggingTarget = taggingTargetPrefix + taggingOperation;

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
  if (target === taggingTarget) return taggingOperation;
  return target?.startsWith(targetPrefix) === true ? target.slice(targetPrefix.length) : undefined;
}

/** A text; undefined for anything else. */
export function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

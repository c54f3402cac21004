import type { Caller } from '../caller.ts';
import { assumeRole } from './assume-role.ts';
import { parseSessionToken } from './issued-key.ts';
import { formatQueryAnswer, formatQueryError } from './query-answers.ts';
import { refusedBySts, type StsContext, type StsResult } from './sts-result.ts';

/** A request in the form of the query protocol. */
export interface StsRequest {
  readonly form: URLSearchParams;
  /** Undefined where the request is not signed. */
  readonly caller: Caller | undefined;
  /** The header X-Amz-Security-Token. */
  readonly sessionToken: string | undefined;
}

export interface StsAnswer {
  readonly status: number;
  /** XML. */
  readonly body: string;
  /** The error's code; undefined for a success. */
  readonly error: string | undefined;
}

/** Answers GetCallerIdentity, AssumeRole and AssumeRoleWithWebIdentity; the last needs no signature. */
export function answerSts(request: StsRequest, context: StsContext): StsAnswer {
  const action = request.form.get('Action') ?? '';
  const answer = resultOf(action, request, context);
  if (answer.kind === 'refused') {
    const { code, message, status } = answer;
    return { status, body: formatQueryError(code, message, context.requestId), error: code };
  }
  return { status: 200, body: formatQueryAnswer(action, answer.result, context.requestId), error: undefined };
}

function resultOf(action: string, request: StsRequest, context: StsContext): StsResult {
  const { form, caller } = request;
  if (action === 'AssumeRoleWithWebIdentity') return assumeRole(form, 'web-identity', context);
  if (action !== 'GetCallerIdentity' && action !== 'AssumeRole') {
    return refusedBySts('InvalidAction', `Could not find operation ${action === '' ? '(none)' : action}`);
  }
  if (caller === undefined) {
    return refusedBySts('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  if (caller.expiresAtMs !== undefined && caller.expiresAtMs <= context.nowMs) {
    return refusedBySts('ExpiredToken', 'The security token included in the request is expired', 403);
  }
  return action === 'AssumeRole' ? assumeRole(form, 'signature', context) : identityOf(caller, request.sessionToken);
}

/** Who the caller is. Clients ask before they do anything else. */
function identityOf({ accountId, expiresAtMs }: Caller, sessionToken: string | undefined): StsResult {
  const assumed = expiresAtMs === undefined ? undefined : parseSessionToken(sessionToken);
  const arn = assumed ?? `arn:aws:iam::${accountId}:root`;
  return { kind: 'done', result: { Arn: arn, UserId: accountId, Account: accountId } };
}

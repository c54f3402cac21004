import type { OpenedStack } from '../api/opened-stack.ts';
import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { HandlerName, ResourceType } from '../resource-types/resource-type.ts';
import { targetOf, type TargetFlags } from './api-options.ts';
import type { Context } from './context.ts';

/** A handler may take as long where its schema says nothing. */
const usualMinutes = 120;
const minuteMs = 60_000;

/**
 * A warning where the credentials in the environment expire before the slowest change of the stack may be over, for nobody renews them:
 * AWS_CREDENTIAL_EXPIRATION says when, as `aws configure export-credentials` writes it. Undefined where nothing is known of that.
 */
export function shortLivedCredentials(
  { records, registry }: Pick<OpenedStack, 'records' | 'registry'>,
  handler: Exclude<HandlerName, 'read' | 'list'>,
  flags: TargetFlags,
  context: Context,
): Diagnostic | undefined {
  const { environment, clock } = context;
  const target = targetOf(flags, context);
  const expiresAtMs = Date.parse(environment.get('AWS_CREDENTIAL_EXPIRATION') ?? '');
  const isRenewed = target.kind === 'embedded' || target.webIdentity !== undefined || target.profile !== undefined;
  if (isRenewed || Number.isNaN(expiresAtMs) || (environment.get('AWS_ACCESS_KEY_ID') ?? '') === '') return undefined;
  const types = records.flatMap(({ type }) => (type === undefined ? [] : (registry.find(type) ?? [])));
  const [slowest] = [...types].sort((left, right) => minutesOf(right, handler) - minutesOf(left, handler));
  if (slowest === undefined) return undefined;
  const leftMs = expiresAtMs - clock.now();
  if (leftMs <= 0 || leftMs >= minutesOf(slowest, handler) * minuteMs) return undefined;
  return warning(
    'input/credentials',
    `the credentials expire in ${Math.floor(leftMs / minuteMs)} min, and a ${handler} of ${slowest.typeName} may take ${minutesOf(slowest, handler)} min`,
    {
      help: 'use credentials that live longer, or a role that GitHub gives the job (--role-arn); a run that is cut off can be continued',
    },
  );
}

function minutesOf({ handlers }: ResourceType, handler: HandlerName): number {
  return handlers[handler]?.timeoutMinutes ?? usualMinutes;
}

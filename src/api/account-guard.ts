import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { authOfEnvironment, environmentOf } from '../stack/environment.ts';
import type { Stack } from '../stack/stack.ts';

/**
 * Why a run must not send anything: its requests would go to another account than the environment names, or nobody says to which. Who
 * they are signed by is asked only where the environment names an account and no role, for the ARN of a role says its account.
 */
export async function wrongAccount(
  stack: Stack,
  askAccount: (() => Promise<string | undefined>) | undefined,
): Promise<Diagnostic | undefined> {
  const allowed = environmentOf(stack)?.account;
  if (allowed === undefined || authOfEnvironment(stack).role !== undefined) return undefined;
  const account = await askAccount?.();
  if (account === allowed.name) return undefined;
  const names = `environment "${stack.environment}" is in account ${allowed.name}`;
  return account === undefined
    ? mistake('input/environment', `${names}, and it cannot be told to which account requests would go`, {
        at: allowed.at,
        help: 'AWS says it where credentials are valid; what stands in for AWS needs AWS_ENDPOINT_URL_STS too',
      })
    : mistake('input/environment', `${names}, and requests would go to account ${account}`, {
        at: allowed.at,
        help: 'use credentials of that account, for example with --profile',
      });
}

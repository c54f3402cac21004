import type { AssumedRole } from '../check/assumed-roles.ts';
import type { FailureReason, RunResult, Verb } from '../lifecycle/outcome.ts';
import type { Failure } from '../provider/failure.ts';
import { shellWord } from './shell-word.ts';

/**
 * How to go on after a session that expired while the cloud was at work: wait for each request that nobody follows any more, and run the
 * same once more. Empty where there is none.
 */
export function waysToContinue(
  verb: Verb,
  [folder, environment]: readonly [folder: string, environment: string],
  { outcomes }: RunResult,
  roles: readonly Pick<AssumedRole, 'resources'>[],
): string {
  const lost = outcomes.flatMap(({ resource, outcome }) =>
    (outcome.kind === 'failed' ? failuresIn(outcome.reason) : [])
      .filter(({ kind, requestToken }) => kind === 'credentials' && requestToken !== undefined)
      .map((failure) => ({ resource, failure })),
  );
  if (lost.length === 0) return '';
  const waits = lost.map(({ resource, failure: { requestToken = '', region } }) => {
    // Only who has sent a request may ask for it.
    const hasRole = roles.some(({ resources }) => resources.includes(resource));
    const signer = hasRole ? ` ${folder} ${environment} --resource ${shellWord(resource)}` : '';
    return `  stack-deploy wait ${requestToken}${signer} --region ${region}`;
  });
  return [
    '',
    'The session has expired, and the cloud goes on with the request. Renew the credentials, then continue with:',
    ...waits,
    `  stack-deploy ${verb} ${folder} ${environment}  (with the same options)`,
    '',
  ].join('\n');
}

function failuresIn(reason: FailureReason): readonly Failure[] {
  switch (reason.kind) {
    case 'trouble':
      return reason.trouble.kind === 'failed' ? [reason.trouble.failure] : [];
    case 'several':
      return reason.failures.flatMap((one) => failuresIn(one.reason));
    case 'not-removed':
      return failuresIn(reason.reason);
    default:
      return [];
  }
}

import type { Failure } from '../provider/failure.ts';

/** What is wrong with credentials, in short, and how to get on. */
export interface CredentialsProblem {
  readonly what: string;
  readonly help: string;
}

/**
 * What a failure of the kind `credentials` means. Its name and text are those of the SDK's search (no credentials, a profile without
 * any, an SSO session that has ended) or of a service.
 */
export function credentialsProblem({
  errorName = '',
  message,
}: Pick<Failure, 'errorName' | 'message'>): CredentialsProblem {
  const profile = /using profile: \[(.*?)\]/.exec(message)?.[1];
  if (profile !== undefined) {
    return {
      what: `the profile "${profile}" gives no credentials`,
      help: `check it with "aws configure list --profile ${profile}"; --local needs no account`,
    };
  }
  if (message.startsWith('Could not load credentials from any providers')) {
    return {
      what: 'no AWS credentials were found',
      help: 'name a profile with --profile, sign in with "aws sso login", or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; --local needs no account',
    };
  }
  if (
    /^(?:ExpiredToken|TokenRefreshRequired)/.test(errorName) ||
    /SSO session|Token is expired|sso login/.test(message)
  ) {
    return {
      what: 'the session has expired',
      help: 'sign in again with "aws sso login", or renew the credentials; --local needs no account',
    };
  }
  return {
    what: 'the credentials were not accepted',
    help: 'check whose they are with "stack-deploy info --ask"; --local needs no account',
  };
}

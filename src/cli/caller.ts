import type { Context } from './context.ts';
import { localAccount, type TargetFlags } from './api-options.ts';

/** Who requests come from, as far as it can be told without one. */
export interface Caller {
  /** Where credentials are taken from, in words. */
  readonly credentials: string;
  readonly account: string | null;
  /** Whom AWS takes the caller for; null where it was not asked. */
  readonly arn: string | null;
}

/**
 * Who requests would come from. The order is that of the SDK: a profile that is named, the environment, a web identity, a container,
 * and last the default profile or the role of the machine.
 */
export function callerOf(options: TargetFlags, context: Context): Caller {
  // An empty variable is none, as for the SDK.
  const read = (name: string): string | undefined => {
    const value = context.environment.get(name);
    return value === '' ? undefined : value;
  };
  if (options.local) return told('none are needed', localAccount(context));
  const profile = options.profile ?? read('AWS_PROFILE');
  const account = read('AWS_ACCOUNT_ID');
  if (profile !== undefined) {
    const from = options.profile === undefined ? 'AWS_PROFILE' : '--profile';
    return told(`profile ${profile} (${from})`, account);
  }
  const key = read('AWS_ACCESS_KEY_ID');
  if (key !== undefined && read('AWS_SECRET_ACCESS_KEY') !== undefined) {
    const token = read('AWS_SESSION_TOKEN') === undefined ? '' : ', with AWS_SESSION_TOKEN';
    return told(`AWS_ACCESS_KEY_ID ${shortened(key)}${token}`, account);
  }
  const role = read('AWS_ROLE_ARN');
  if (role !== undefined && read('AWS_WEB_IDENTITY_TOKEN_FILE') !== undefined) {
    return told(`web identity for ${role} (AWS_WEB_IDENTITY_TOKEN_FILE)`, account ?? /::(\d{12}):/.exec(role)?.[1]);
  }
  const container = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'].find(read);
  if (container !== undefined) return told(`role of the container (${container})`, account);
  return told('the default profile, else the role of this machine', account);
}

function told(credentials: string, account: string | undefined): Caller {
  return { credentials, account: account ?? null, arn: null };
}

/** An access key id is no secret, but need not stand in every log either. */
function shortened(key: string): string {
  return key.length > 8 ? `${key.slice(0, 4)}…${key.slice(-4)}` : key;
}

/** What an access key id that the emulator issued says. Nothing of it is kept: the key itself says it, after a restart too. */
export interface IssuedKey {
  readonly accountId: string;
  readonly expiresAtMs: number;
}

const digits = 7;

/** `ASIA`, the account, and when it expires, in seconds to the base of 36. */
export function formatIssuedKey({ accountId, expiresAtMs }: IssuedKey): string {
  const seconds = Math.floor(expiresAtMs / 1000);
  return `ASIA${accountId}${seconds.toString(36).toUpperCase().padStart(digits, '0')}`;
}

/** Undefined for a key that the emulator did not issue. */
export function parseIssuedKey(accessKeyId: string): IssuedKey | undefined {
  const [, accountId, seconds] = /^ASIA(\d{12})([0-9A-Z]{7})$/.exec(accessKeyId) ?? [];
  if (accountId === undefined || seconds === undefined) return undefined;
  return { accountId, expiresAtMs: Number.parseInt(seconds, 36) * 1000 };
}

/** Who has assumed which role: `arn:aws:sts::123456789012:assumed-role/deploy/ci`. A session token carries it. */
export function formatSessionToken(assumedRoleArn: string): string {
  return Buffer.from(JSON.stringify({ assumedRoleArn })).toString('base64');
}

/** The assumed role that a session token carries; undefined for any other token. */
export function parseSessionToken(token: string | undefined): string | undefined {
  try {
    const carried: unknown = JSON.parse(Buffer.from(token ?? '', 'base64').toString('utf8'));
    if (typeof carried !== 'object' || carried === null || !('assumedRoleArn' in carried)) return undefined;
    return typeof carried.assumedRoleArn === 'string' ? carried.assumedRoleArn : undefined;
  } catch {
    return undefined;
  }
}

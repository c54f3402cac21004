import { parseIssuedKey } from './sts/issued-key.ts';

/** Who asks, as the signature of a request says: nothing of it is verified. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
  /** Twelve digits: the access key id where it is one, the account of the role for a key that AssumeRole gave out, else zeros. */
  readonly accountId: string;
  /** When a key that AssumeRole gave out expires; undefined for any other. */
  readonly expiresAtMs: number | undefined;
}

/** Reads the header Authorization: `AWS4-HMAC-SHA256 Credential=KEY/20261121/eu-west-1/cloudcontrolapi/aws4_request, …`. */
export function parseCaller(authorization: string | undefined): Caller | undefined {
  const [, accessKeyId, region] =
    /^AWS4-HMAC-SHA256\s+(?:.*[\s,])?Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/[^/,\s]+\/aws4_request/.exec(
      authorization ?? '',
    ) ?? [];
  if (accessKeyId === undefined || region === undefined) return undefined;
  const issued = parseIssuedKey(accessKeyId);
  const accountId = issued?.accountId ?? accountOf(accessKeyId);
  return { accessKeyId, region, accountId, expiresAtMs: issued?.expiresAtMs };
}

/** The account that an access key id which was not given out here stands for. */
function accountOf(accessKeyId: string): string {
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : '000000000000';
}

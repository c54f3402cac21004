/** Who asks, as the signature of a request says: nothing of it is verified. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
  /** Twelve digits: the access key id where it is one, else zeros. */
  readonly accountId: string;
}

/** Reads the header Authorization: `AWS4-HMAC-SHA256 Credential=KEY/20261121/eu-west-1/cloudcontrolapi/aws4_request, …`. */
export function parseCaller(authorization: string | undefined): Caller | undefined {
  const [, accessKeyId, region] =
    /^AWS4-HMAC-SHA256\s+(?:.*[\s,])?Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/[^/,\s]+\/aws4_request/.exec(
      authorization ?? '',
    ) ?? [];
  if (accessKeyId === undefined || region === undefined) return undefined;
  return { accessKeyId, region, accountId: accountOf(accessKeyId) };
}

/** The account that an access key id stands for here. */
export function accountOf(accessKeyId: string | undefined): string {
  return accessKeyId !== undefined && /^\d{12}$/.test(accessKeyId) ? accessKeyId : '000000000000';
}

import { isJsonObject, parseJson } from '../../base/json.ts';
import type { NetworkSettings } from '../network/network-settings.ts';

/** A role that is had for a token of the service that GitHub gives to a job with `id-token: write`. */
export interface WebIdentity {
  readonly roleArn: string;
  readonly sessionName: string;
  /** ACTIONS_ID_TOKEN_REQUEST_URL: it has a query already. */
  readonly tokenUrl: string;
  /** ACTIONS_ID_TOKEN_REQUEST_TOKEN: it lasts as long as the job. */
  readonly requestToken: string;
}

/** The audience that AWS's identity provider for GitHub has as a rule. */
const audience = 'sts.amazonaws.com';
const timeoutMs = 30_000;

/** A token for AWS, from the service. Rejects with an error of the system, or a TokenProviderError. */
export async function askForToken(
  { tokenUrl, requestToken }: Pick<WebIdentity, 'tokenUrl' | 'requestToken'>,
  network: NetworkSettings | undefined,
): Promise<string> {
  const url = new URL(tokenUrl);
  url.searchParams.set('audience', audience);
  const { status, body } = await get(url, requestToken, network);
  const answer = parseJson(body);
  const token = isJsonObject(answer) ? answer['value'] : undefined;
  if (status === 200 && typeof token === 'string') return token;
  throw Object.assign(new Error(`The token service of GitHub answered ${status} without a token.`), {
    name: 'TokenProviderError',
  });
}

async function get(
  url: URL,
  bearer: string,
  network: NetworkSettings | undefined,
): Promise<{ readonly status: number; readonly body: string }> {
  const [http, https, agents] = await Promise.all([
    import('node:http'),
    import('node:https'),
    network === undefined
      ? undefined
      : import('../network/agents.ts').then(({ createAgents }) => createAgents(network)),
  ]);
  const isPlain = url.protocol === 'http:';
  const agent = isPlain ? agents?.httpAgent : agents?.httpsAgent;
  const headers = { authorization: `bearer ${bearer}`, accept: 'application/json' };
  const options = { headers, signal: AbortSignal.timeout(timeoutMs), ...(agent === undefined ? {} : { agent }) };
  try {
    return await new Promise((resolve, reject) => {
      const request = (isPlain ? http : https).get(url, options, (response) => {
        const parts: string[] = [];
        response.setEncoding('utf8');
        response.on('data', (part: string) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parts.join('') }));
      });
      request.on('error', reject);
    });
  } finally {
    agent?.destroy();
  }
}

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { NetworkSettings } from './network-settings.ts';
import { openTunnel } from './open-tunnel.ts';
import { proxyFor, type ConnectionTarget } from './proxy-for.ts';
import { readCertificates } from './read-certificates.ts';

/** Connections as settings want them; both kinds of agents keep them open, as the SDK's own do. */
export interface NetworkAgents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/** Throws a CertificateBundleError where the certificates cannot be read. */
export function createAgents(settings: NetworkSettings): NetworkAgents {
  const certificates = readCertificates(settings.certificateBundle);
  const usual: AgentOptions = { keepAlive: true, maxSockets: 50 };
  return {
    httpAgent: new ProxiedHttpAgent(usual, settings, certificates),
    httpsAgent: new ProxiedHttpsAgent(
      { ...usual, ...(certificates === undefined ? {} : { ca: [...certificates] }) },
      settings,
      certificates,
    ),
  };
}

type HttpConnection = Parameters<HttpAgent['createConnection']>[0];
type HttpsConnection = Parameters<HttpsAgent['createConnection']>[0];
type Connected = (error: Error | null, socket: Duplex) => void;

class ProxiedHttpAgent extends HttpAgent {
  readonly #settings: NetworkSettings;
  readonly #certificates: readonly string[] | undefined;
  constructor(options: AgentOptions, settings: NetworkSettings, certificates: readonly string[] | undefined) {
    super(options);
    this.#settings = settings;
    this.#certificates = certificates;
  }
  override createConnection(options: HttpConnection, connected?: Connected): Duplex | null | undefined {
    const target = targetOf('http', options);
    const proxy = proxyFor(target, this.#settings);
    if (proxy === undefined) return super.createConnection(options, connected);
    hand(openTunnel(proxy, target, this.#certificates), connected);
    return undefined;
  }
}

class ProxiedHttpsAgent extends HttpsAgent {
  readonly #settings: NetworkSettings;
  readonly #certificates: readonly string[] | undefined;
  constructor(options: AgentOptions, settings: NetworkSettings, certificates: readonly string[] | undefined) {
    super(options);
    this.#settings = settings;
    this.#certificates = certificates;
  }
  override createConnection(options: HttpsConnection, connected?: Connected): Duplex | null | undefined {
    const target = targetOf('https', options);
    const proxy = proxyFor(target, this.#settings);
    if (proxy === undefined) return this.#noted(super.createConnection(options, connected));
    const secured = openTunnel(proxy, target, this.#certificates).then((tunnel) => {
      // Node hands all of these to tls.connect, whose options know `socket`.
      const overTunnel: HttpsConnection & { readonly socket: Duplex } = { ...options, socket: tunnel };
      const socket = this.#noted(super.createConnection(overTunnel));
      // Given a socket, Node's own agent answers at once.
      if (socket === null || socket === undefined) throw new Error('There is no connection over the tunnel.');
      return socket;
    });
    hand(secured, connected);
    return undefined;
  }
  /** An error of such a connection says which certificates were trusted. */
  #noted(socket: Duplex | null | undefined): Duplex | null | undefined {
    const bundle = this.#settings.certificateBundle;
    if (bundle === undefined) return socket;
    const certificateBundle = `${bundle.paths.join(' or ')} (${bundle.from})`;
    return socket?.prependOnceListener('error', (error) => Object.assign(error, { certificateBundle }));
  }
}

/** Gives a connection to Node, which waits for it where none was returned. */
function hand(connecting: Promise<Duplex>, connected: Connected | undefined): void {
  connecting.then(
    (socket) => connected?.(null, socket),
    // Node takes an error without a socket; its types want one all the same.
    (error: unknown) => (connected as ((error: unknown) => void) | undefined)?.(error),
  );
}

function targetOf(
  protocol: ConnectionTarget['protocol'],
  { host, port }: { readonly host?: string | null | undefined; readonly port?: number | string | null | undefined },
): ConnectionTarget {
  return {
    protocol,
    host: (host ?? 'localhost').replace(/^\[|\]$/g, ''),
    port: Number(port ?? (protocol === 'https' ? 443 : 80)),
  };
}

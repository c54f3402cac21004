import type { Role } from '../../manifest/auth.ts';
import type { NetworkSettings } from '../network/network-settings.ts';
import type { StaticCredentials } from './static-credentials.ts';
import type { WebIdentity } from './token-service.ts';

/** How the SDK's clients are made. The library offers it to programs: no type of the SDK may be in it. */
export interface ClientOptions {
  /** `http://127.0.0.1:4566`. Default: what the SDK finds (AWS_ENDPOINT_URL_CLOUDCONTROL, the profile), else AWS. */
  readonly endpointUrl?: string;
  /** Where the Tagging API is. Default: `endpointUrl`, else AWS. */
  readonly taggingEndpointUrl?: string;
  /** Where other services are, by their names: `ssm`, `secretsmanager`, `s3`. Default: `endpointUrl`, else AWS. */
  readonly otherEndpointUrls?: Readonly<Record<string, string | undefined>>;
  /** A profile of the shared configuration files. Default: the SDK's own search. */
  readonly profile?: string;
  /** Default: the SDK's own search; behind a `requestHandler`, account 000000000000. */
  readonly credentials?: StaticCredentials;
  /** A role that STS is asked for with these credentials; requests are signed with what it gives. Default: none. */
  readonly role?: Role;
  /** A role that is had for a token of GitHub: the usual credentials, also those that `role` is asked for with. Default: none. */
  readonly webIdentity?: WebIdentity;
  /** Where STS is, unless the role says. Default: what the SDK finds (AWS_ENDPOINT_URL_STS, the profile), else AWS. */
  readonly stsEndpointUrl?: string;
  /** A proxy and certificates. Default: a direct connection, and what Node trusts. Of no use behind a `requestHandler`. */
  readonly network?: NetworkSettings;
  /** A request handler of the SDK (an object with `handle`) in place of the network. Whoever made it closes it. */
  readonly requestHandler?: unknown;
}

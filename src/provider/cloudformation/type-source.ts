import { CloudFormationClient, DescribeTypeCommand } from '@aws-sdk/client-cloudformation';
import { err, ok, type Result } from '../../base/result.ts';
import { failureFromError } from '../cloud-control/failures.ts';
import { createConnectionConfig } from '../network/connection-config.ts';
import type { NetworkSettings } from '../network/network-settings.ts';
import { ProxyError } from '../network/proxy-error.ts';

/** Where the schemas of resource types are asked for. */
export interface TypeSource {
  describe(typeName: string): Promise<Result<DescribedType, TypeTrouble>>;
  close(): void;
}

export interface DescribedType {
  /** The text of the schema. */
  readonly schema: string;
  /** `FULLY_MUTABLE`, `IMMUTABLE` or `NON_PROVISIONABLE`. */
  readonly provisioningType: string | undefined;
}

/** Why a schema was not given. */
export interface TypeTrouble {
  /** A sentence without a full stop. */
  readonly message: string;
  /** CloudFormation knows no such type. */
  readonly isUnknown: boolean;
}

export interface TypeSourceOptions {
  /** Default: what the SDK finds. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
  readonly network: NetworkSettings | undefined;
}

/** CloudFormation's registry, as it is for the caller's account. */
export function openTypeSource({ region, profile, endpointUrl, network }: TypeSourceOptions): TypeSource {
  let client: CloudFormationClient | undefined;
  const connect = async (): Promise<CloudFormationClient> =>
    new CloudFormationClient({
      ...(await createConnectionConfig(network, profile)),
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
      ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    });
  return {
    describe: async (typeName) => {
      try {
        client ??= await connect();
        const answer = await client.send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: typeName }));
        if (answer.Schema === undefined) return err({ message: 'CloudFormation gave no schema', isUnknown: false });
        return ok({ schema: answer.Schema, provisioningType: answer.ProvisioningType });
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        const subject = { operation: 'DescribeType', region: region ?? '', typeName, identifier: undefined } as const;
        const failure = failureFromError(error, subject, undefined);
        const isWayThere = failure.kind === 'unreachable' || error instanceof ProxyError;
        return err({
          message: isWayThere ? failure.message : sentence(name, message),
          isUnknown: name === 'TypeNotFoundException',
        });
      }
    },
    close: () => client?.destroy(),
  };
}

function sentence(name: string, message: string): string {
  // The SDK gives this no name of its own.
  if (message === 'Region is missing')
    return 'no region is known: give --region, set AWS_REGION or use a profile with one';
  return `${name}: ${message.replace(/\.$/, '')}`;
}

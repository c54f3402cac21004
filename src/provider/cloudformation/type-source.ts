import { CloudFormationClient, DescribeTypeCommand } from '@aws-sdk/client-cloudformation';
import { err, ok, type Result } from '../../base/result.ts';

/** Where the schemas of resource types are asked for. */
export interface TypeSource {
  /** The text of a type's schema; else why it was not given, in a sentence. */
  describe(typeName: string): Promise<Result<DescribedType, string>>;
  close(): void;
}

export interface DescribedType {
  readonly schema: string;
  /** `FULLY_MUTABLE`, `IMMUTABLE` or `NON_PROVISIONABLE`. */
  readonly provisioningType: string | undefined;
}

export interface TypeSourceOptions {
  /** Default: what the SDK finds. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
}

/** CloudFormation's registry, as it is for the caller's account. */
export function openTypeSource({ region, profile, endpointUrl }: TypeSourceOptions): TypeSource {
  const client = new CloudFormationClient({
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
  });
  return {
    describe: async (typeName) => {
      try {
        const answer = await client.send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: typeName }));
        if (answer.Schema === undefined) return err('CloudFormation gave no schema');
        return ok({ schema: answer.Schema, provisioningType: answer.ProvisioningType });
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        return err(`${name}: ${message}`);
      }
    },
    close: () => client.destroy(),
  };
}

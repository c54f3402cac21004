import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { err, ok, type Result } from '../../base/result.ts';
import { failureFromError } from '../cloud-control/failures.ts';
import type { Failure } from '../failure.ts';
import { createConnectionConfig } from '../network/connection-config.ts';
import type { NetworkSettings } from '../network/network-settings.ts';

/** A stack of CloudFormation as it is deployed. */
export interface CloudFormationStack {
  readonly name: string;
  /** The account that has it: 12 digits. Undefined where its id does not say it. */
  readonly account: string | undefined;
  /** With macros carried out, in JSON or YAML. */
  readonly template: string;
  /** Values of parameters; those with NoEcho are `****`. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Physical ids by logical id. */
  readonly resources: ReadonlyMap<string, string>;
}

export interface StackSourceOptions {
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
  readonly network: NetworkSettings | undefined;
}

/** Asks CloudFormation for a stack: three requests, and one more for each further hundred resources. */
export async function askForStack(
  name: string,
  { region, profile, endpointUrl, network }: StackSourceOptions,
): Promise<Result<CloudFormationStack, Failure>> {
  let operation: 'DescribeStacks' | 'GetTemplate' | 'ListStackResources' = 'DescribeStacks';
  let client: CloudFormationClient | undefined;
  try {
    client = new CloudFormationClient({
      ...(await createConnectionConfig(network, profile)),
      region,
      ...(profile === undefined ? {} : { profile }),
      ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    });
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    operation = 'GetTemplate';
    const { TemplateBody: template = '' } = await client.send(
      new GetTemplateCommand({ StackName: name, TemplateStage: 'Processed' }),
    );
    operation = 'ListStackResources';
    const resources = new Map<string, string>();
    let next: string | undefined;
    do {
      const page = await client.send(new ListStackResourcesCommand({ StackName: name, NextToken: next }));
      for (const { LogicalResourceId: logical, PhysicalResourceId: physical } of page.StackResourceSummaries ?? [])
        if (logical !== undefined && physical !== undefined) resources.set(logical, physical);
      next = page.NextToken;
    } while (next !== undefined);
    const parameters = (stack?.Parameters ?? []).map(
      ({ ParameterKey: key = '', ParameterValue: value = '' }) => [key, value] as const,
    );
    const account = stack?.StackId?.split(':')[4];
    return ok({ name: stack?.StackName ?? name, account, template, parameters: new Map(parameters), resources });
  } catch (error) {
    return err(failureFromError(error, { operation, region, typeName: undefined, identifier: name }, undefined));
  } finally {
    client?.destroy();
  }
}

import type { ResourceType } from '../../resource-types/resource-type.ts';

/** What the names in a template stand for in the manifest. */
export interface TemplateNames {
  /** The type of each resource that becomes an entry, by its logical id. */
  readonly types: ReadonlyMap<string, ResourceType>;
  /** Names of globals and variables, by parameter. */
  readonly parameters: ReadonlyMap<string, ParameterName>;
  /** Names of globals, by mapping and by condition. */
  readonly mappings: ReadonlyMap<string, string>;
  readonly conditions: ReadonlyMap<string, string>;
  /** The name of the CloudFormation stack; undefined where it is not known. */
  readonly stackName: string | undefined;
}

export interface ParameterName {
  readonly name: string;
  readonly isNumber: boolean;
}

/** The globals that stand for pseudo parameters. */
export const pseudoNames: Readonly<Record<string, 'region' | 'account'>> = {
  'AWS::Region': 'region',
  'AWS::AccountId': 'account',
};

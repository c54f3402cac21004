import type { JsonObject } from '../../../base/json.ts';
import { attributeNameOnRead } from '../../quirks/user-pool-attributes.ts';
import type { PropertyPath } from '../../resource-type.ts';

/** A list of which a read returns every setting, also those that were not declared. */
export interface SettingsList {
  readonly type: string;
  readonly path: PropertyPath;
  /** The members that name a setting; one that is not declared is left open. */
  readonly keys: readonly string[];
  /** The name under which a read returns a declared setting, where it is another. */
  readonly keyOnRead?: (item: JsonObject) => string;
}

function list(type: string, path: string, keys: readonly string[]): SettingsList {
  return { type, path: path.split('/'), keys };
}

/** Recorded reads of 2026, and the API reference of each service: its Describe operation returns all attributes. */
export const settingsLists: readonly SettingsList[] = [
  // DescribeLoadBalancerAttributes, DescribeTargetGroupAttributes, DescribeListenerAttributes.
  list('AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerAttributes', ['Key']),
  list('AWS::ElasticLoadBalancingV2::TargetGroup', 'TargetGroupAttributes', ['Key']),
  list('AWS::ElasticLoadBalancingV2::Listener', 'ListenerAttributes', ['Key']),
  // DescribeConfigurationSettings.
  list('AWS::ElasticBeanstalk::ConfigurationTemplate', 'OptionSettings', ['Namespace', 'OptionName', 'ResourceName']),
  list('AWS::ElasticBeanstalk::Environment', 'OptionSettings', ['Namespace', 'OptionName', 'ResourceName']),
  // DescribeOptionGroups returns every setting of an option.
  list('AWS::RDS::OptionGroup', 'OptionConfigurations/*/OptionSettings', ['Name']),
  // DescribeClusterParameters.
  list('AWS::Redshift::ClusterParameterGroup', 'Parameters', ['ParameterName']),
  // DescribeClusters with SETTINGS.
  list('AWS::ECS::Cluster', 'ClusterSettings', ['Name']),
  // GetDetector returns every feature that the region has.
  list('AWS::GuardDuty::Detector', 'Features', ['Name']),
  list('AWS::GuardDuty::Detector', 'Features/*/AdditionalConfiguration', ['Name']),
  // DescribeUserPool returns the standard attributes, and custom ones with their prefix.
  { ...list('AWS::Cognito::UserPool', 'Schema', ['Name']), keyOnRead: attributeNameOnRead },
];

/**
 * Tables of StackQL's provider `aws` of 2026, which speaks to the services' own APIs, under the names that those give to things, and
 * the table of Cloud Control that is nearest. Source: the operations of the services' API references, and AWS's list of the resource types that
 * Cloud Control supports (https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/supported-resources.html), 2026-11.
 */
const nearest: Readonly<Record<string, string>> = {
  'ec2.address': 'awscc.ec2.eips',
  'ec2.addresses': 'awscc.ec2.eips',
  'ec2.vpc_addresses': 'awscc.ec2.eips',
  'ec2.reservations': 'awscc.ec2.instances',
  'ec2.security_group_rules': 'awscc.ec2.security_group_ingresses or awscc.ec2.security_group_egresses',
  'ec2.route_table_associations': 'awscc.ec2.subnet_route_table_associations',
  'ec2.internet_gateway_attachments': 'awscc.ec2.vpc_gateway_attachments',
  'ec2.network_acl_entry': 'awscc.ec2.network_acl_entries',
  'ec2.peering_connections': 'awscc.ec2.vpc_peering_connections',
  'ec2.tags': 'awscc.tagging.tagged_resources',
  'elbv2.load_balancers': 'awscc.elasticloadbalancingv2.load_balancers',
  'elbv2.target_groups': 'awscc.elasticloadbalancingv2.target_groups',
  'elbv2.listeners': 'awscc.elasticloadbalancingv2.listeners',
  'iam.open_id_connect_providers': 'awscc.iam.oidc_providers',
  'cloudwatch_logs.log_groups': 'awscc.logs.log_groups',
  'sfn.state_machines': 'awscc.stepfunctions.state_machines',
  'cognito_idp.user_pools': 'awscc.cognito.user_pools',
  'cognito_idp.user_pool_clients': 'awscc.cognito.user_pool_clients',
  'resourcegroupstaggingapi.resources': 'awscc.tagging.tagged_resources',
};

/** Things that services tell of, but Cloud Control does not have; what to do instead. */
const without: Readonly<Record<string, string>> = {
  'ec2.images':
    'Cloud Control has no images: give the id of the image to the stack as a variable, or read it from an SSM parameter',
  'ec2.availability_zones': 'Cloud Control has no availability zones: give their names to the stack as values',
  'ec2.regions': 'Cloud Control has no regions: give their names to the stack as values',
  's3.objects': 'Cloud Control has no objects of buckets: a script can copy them',
  'sts.caller_identity': 'Cloud Control does not know who asks: stack-deploy info --ask says it',
};

/** What comes nearest to a table of the services' own APIs, as a help sentence; undefined where nothing does. */
export function nativeTableHelp(parts: readonly string[]): string | undefined {
  const name = parts.slice(1).join('.');
  const near = nearest[name];
  return near === undefined ? without[name] : `the nearest here is ${near}`;
}

/** Parameters of the services' own APIs, and the property that says the same where the type has it. */
const properties: ReadonlyMap<string, string> = new Map([
  ['TagSpecification', 'Tags'],
  ['TagSpecifications', 'Tags'],
  ['TagSet', 'Tags'],
  ['tag_set', 'Tags'],
]);

export function nativePropertyHelp(name: string, known: readonly string[]): string | undefined {
  const near = properties.get(name);
  if (near === undefined || !known.includes(near)) return undefined;
  return `the nearest here is ${near}, a list of {"Key": "…", "Value": "…"}`;
}

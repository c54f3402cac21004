import { expect } from 'chai';
import { specialTables } from '../../../src/engine/cloud-control/special-tables/index.ts';
import { suggestType } from '../../../src/resource-types/suggest-type.ts';
import { isOtherProvider } from '../../../src/resource-types/provider-name.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';

describe('suggestType', () => {
  const names = [
    ...createRegistry({ schemaFolders: [shippedSchemas] }).statementNames(),
    ...specialTables.map(({ name }) => name),
  ];
  const suggestionFor = (name: string): string => {
    const found = suggestType(name, names);
    return found.kind === 'name' ? found.name : found.kind;
  };

  it('finds what was meant where only letters are wrong', () => {
    const meant: Readonly<Record<string, string>> = {
      'awscc.cognito.user_pool': 'awscc.cognito.user_pools',
      'awscc.cognito.user_poolz': 'awscc.cognito.user_pools',
      'awscc.cognito.user_pool_client': 'awscc.cognito.user_pool_clients',
      'awscc.cognit.user_pools': 'awscc.cognito.user_pools',
      'aws.ec2.secuirty_groups': 'aws.ec2.security_groups',
      'awsc.ec2.vpcs': 'awscc.ec2.vpcs',
      'awscc.lamda.functions': 'awscc.lambda.functions',
      'awscc.ec2.vpc': 'awscc.ec2.vpcs',
      'awscc.cloud_control.resource_reqests': 'awscc.cloud_control.resource_requests',
      'awscc.s3.bucket': 'awscc.s3.buckets',
    };
    for (const [name, wanted] of Object.entries(meant)) expect(suggestionFor(name), name).to.equal(wanted);
  });

  it('is silent where another thing is meant, in whatever service there is one with such a name', () => {
    const others = [
      'aws.ec2.images',
      'aws.ec2.addresses',
      'aws.ec2.address',
      'aws.ec2.reservations',
      'aws.ec2.availability_zones',
      'aws.ec2.regions',
      'aws.ec2.security_group_rules',
      'aws.ec2.account_attributes',
      'aws.ec2.instance_statuses',
      'aws.ec2.snapshots',
      'aws.ec2.tags',
      'aws.s3.objects',
      'aws.s3.object_versions',
      'aws.iam.account_summary',
      'aws.iam.login_profiles',
      'aws.sts.caller_identity',
      'aws.rds.orderable_db_instance_options',
      'aws.rds.snapshots',
      'aws.lambda.invocations',
      'aws.logs.events',
      'aws.cognito_idp.users',
      'aws.cognito.users',
      'aws.cloudwatch.metrics',
      'aws.ce.cost_and_usage',
      'aws.pricing.products',
      'aws.route53.record_changes',
      'aws.ecr.images',
      'aws.ecs.task_arns',
      'aws.sqs.messages',
      'awscc.iam.user_pools',
      'awscc.cognito.buckets',
    ];
    for (const name of others) {
      const told = suggestionFor(name);
      expect(['service', 'nothing'], `${name}: ${told}`).to.include(told);
    }
  });

  it('tells other providers from ours and from ours misspelt', () => {
    for (const name of ['google', 'azure', 'databricks_account', 'github', 'k8s', 'okta', 'gcp', 'AZURE']) {
      expect(isOtherProvider(name), name).to.equal(true);
    }
    for (const name of ['aws', 'awscc', 'AWS', 'awsc', 'awcc', 'awscc2'])
      expect(isOtherProvider(name), name).to.equal(false);
  });
});

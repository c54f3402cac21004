/**
 * What a person knows a resource by, where the service makes its identifier: properties whose values tell one resource of a type from
 * every other, as stacks use them. The service need not hold them to be unique. A part of a property is a path: `CachePolicyConfig/Name`.
 * Of several keys the first counts whose properties are all given.
 *
 * Source: the CloudFormation Template Reference and the API references of the services (2026-11), which call the properties the name, or
 * refuse a second resource with the same ones in an account and region, or under the same parent.
 */
const naturalKeys: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::Amplify::App': [['Name']],
  'AWS::Amplify::Branch': [['AppId', 'BranchName']],
  'AWS::Amplify::Domain': [['AppId', 'DomainName']],
  'AWS::ApiGateway::ApiKey': [['Name']],
  'AWS::ApiGateway::Authorizer': [['RestApiId', 'Name']],
  'AWS::ApiGateway::GatewayResponse': [['RestApiId', 'ResponseType']],
  'AWS::ApiGateway::RequestValidator': [['RestApiId', 'Name']],
  'AWS::ApiGateway::Resource': [['RestApiId', 'ParentId', 'PathPart']],
  'AWS::ApiGateway::RestApi': [['Name']],
  'AWS::ApiGateway::UsagePlan': [['UsagePlanName']],
  'AWS::ApiGateway::UsagePlanKey': [['UsagePlanId', 'KeyId']],
  'AWS::ApiGateway::VpcLink': [['Name']],
  'AWS::ApiGatewayV2::Api': [['Name']],
  'AWS::ApiGatewayV2::Authorizer': [['ApiId', 'Name']],
  'AWS::ApiGatewayV2::Model': [['ApiId', 'Name']],
  'AWS::ApiGatewayV2::Route': [['ApiId', 'RouteKey']],
  'AWS::ApiGatewayV2::VpcLink': [['Name']],
  'AWS::AppConfig::Application': [['Name']],
  'AWS::AppConfig::ConfigurationProfile': [['ApplicationId', 'Name']],
  'AWS::AppConfig::DeploymentStrategy': [['Name']],
  'AWS::AppConfig::Environment': [['ApplicationId', 'Name']],
  'AWS::AppConfig::Extension': [['Name']],
  'AWS::AppSync::Api': [['Name']],
  'AWS::AppSync::ChannelNamespace': [['ApiId', 'Name']],
  'AWS::AppSync::DataSource': [['ApiId', 'Name']],
  'AWS::AppSync::FunctionConfiguration': [['ApiId', 'Name']],
  'AWS::AppSync::GraphQLApi': [['Name']],
  'AWS::AppSync::Resolver': [['ApiId', 'TypeName', 'FieldName']],
  'AWS::Athena::NamedQuery': [['Name', 'Database']],
  'AWS::Backup::BackupPlan': [['BackupPlan/BackupPlanName']],
  'AWS::Backup::Framework': [['FrameworkName']],
  'AWS::Backup::ReportPlan': [['ReportPlanName']],
  'AWS::Batch::ComputeEnvironment': [['ComputeEnvironmentName']],
  'AWS::Batch::JobQueue': [['JobQueueName']],
  'AWS::Batch::SchedulingPolicy': [['Name']],
  'AWS::Bedrock::Agent': [['AgentName']],
  'AWS::Bedrock::AgentAlias': [['AgentId', 'AgentAliasName']],
  'AWS::Bedrock::DataSource': [['KnowledgeBaseId', 'Name']],
  'AWS::Bedrock::Flow': [['Name']],
  'AWS::Bedrock::Guardrail': [['Name']],
  'AWS::Bedrock::KnowledgeBase': [['Name']],
  'AWS::Bedrock::Prompt': [['Name']],
  'AWS::CloudFront::CachePolicy': [['CachePolicyConfig/Name']],
  'AWS::CloudFront::Function': [['Name']],
  'AWS::CloudFront::KeyGroup': [['KeyGroupConfig/Name']],
  'AWS::CloudFront::OriginAccessControl': [['OriginAccessControlConfig/Name']],
  'AWS::CloudFront::OriginRequestPolicy': [['OriginRequestPolicyConfig/Name']],
  'AWS::CloudFront::PublicKey': [['PublicKeyConfig/Name']],
  'AWS::CloudFront::RealtimeLogConfig': [['Name']],
  'AWS::CloudFront::ResponseHeadersPolicy': [['ResponseHeadersPolicyConfig/Name']],
  'AWS::CloudTrail::EventDataStore': [['Name']],
  'AWS::CloudWatch::InsightRule': [['RuleName']],
  'AWS::CodeStarConnections::Connection': [['ConnectionName']],
  'AWS::Cognito::IdentityPool': [['IdentityPoolName']],
  'AWS::Cognito::Terms': [['UserPoolId', 'TermsName']],
  'AWS::Cognito::UserPool': [['UserPoolName']],
  'AWS::Cognito::UserPoolClient': [['UserPoolId', 'ClientName']],
  'AWS::DMS::DataProvider': [['DataProviderName']],
  'AWS::DMS::InstanceProfile': [['InstanceProfileName']],
  'AWS::DMS::MigrationProject': [['MigrationProjectName']],
  'AWS::DMS::ReplicationConfig': [['ReplicationConfigIdentifier']],
  'AWS::EC2::LaunchTemplate': [['LaunchTemplateName']],
  'AWS::EC2::PrefixList': [['PrefixListName']],
  'AWS::EC2::SecurityGroup': [['VpcId', 'GroupName'], ['GroupName']],
  'AWS::EC2::Subnet': [['VpcId', 'CidrBlock']],
  'AWS::EC2::SubnetRouteTableAssociation': [['RouteTableId', 'SubnetId']],
  'AWS::ECS::Service': [['Cluster', 'ServiceName']],
  'AWS::EFS::AccessPoint': [['FileSystemId', 'ClientToken']],
  'AWS::EFS::MountTarget': [['FileSystemId', 'SubnetId']],
  'AWS::EKS::PodIdentityAssociation': [['ClusterName', 'Namespace', 'ServiceAccount']],
  'AWS::ElasticLoadBalancingV2::Listener': [['LoadBalancerArn', 'Port']],
  'AWS::ElasticLoadBalancingV2::ListenerRule': [['ListenerArn', 'Priority']],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [['Name']],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [['Name']],
  'AWS::IAM::ManagedPolicy': [['ManagedPolicyName']],
  'AWS::IAM::OIDCProvider': [['Url']],
  'AWS::IAM::SAMLProvider': [['Name']],
  'AWS::IoT::Policy': [['PolicyName']],
  'AWS::Kinesis::StreamConsumer': [['StreamARN', 'ConsumerName']],
  'AWS::Lambda::Alias': [['FunctionName', 'Name']],
  'AWS::Lambda::EventSourceMapping': [['EventSourceArn', 'FunctionName']],
  'AWS::Lambda::Permission': [
    ['FunctionName', 'Action', 'Principal', 'SourceArn'],
    ['FunctionName', 'Action', 'Principal', 'SourceAccount'],
    ['FunctionName', 'Action', 'Principal'],
  ],
  'AWS::Lambda::Url': [['TargetFunctionArn', 'Qualifier'], ['TargetFunctionArn']],
  'AWS::Logs::QueryDefinition': [['Name']],
  'AWS::MSK::Cluster': [['ClusterName']],
  'AWS::MSK::Configuration': [['Name']],
  'AWS::MSK::ServerlessCluster': [['ClusterName']],
  'AWS::NetworkFirewall::Firewall': [['FirewallName']],
  'AWS::NetworkFirewall::FirewallPolicy': [['FirewallPolicyName']],
  'AWS::NetworkFirewall::RuleGroup': [['RuleGroupName', 'Type']],
  'AWS::Organizations::Account': [['AccountName']],
  'AWS::Organizations::OrganizationalUnit': [['ParentId', 'Name']],
  'AWS::Organizations::Policy': [['Type', 'Name']],
  'AWS::RAM::ResourceShare': [['Name']],
  'AWS::RDS::DBProxyTargetGroup': [['DBProxyName', 'TargetGroupName']],
  'AWS::Route53::CidrCollection': [['Name']],
  'AWS::Route53::HostedZone': [['Name']],
  'AWS::Route53Resolver::FirewallDomainList': [['Name']],
  'AWS::Route53Resolver::FirewallRuleGroup': [['Name']],
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': [['FirewallRuleGroupId', 'VpcId']],
  'AWS::Route53Resolver::ResolverEndpoint': [['Name']],
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': [['Name']],
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': [['ResolverQueryLogConfigId', 'ResourceId']],
  'AWS::Route53Resolver::ResolverRule': [['Name']],
  'AWS::Route53Resolver::ResolverRuleAssociation': [['ResolverRuleId', 'VPCId']],
  'AWS::SES::Template': [['Template/TemplateName']],
  'AWS::SNS::Subscription': [['TopicArn', 'Protocol', 'Endpoint']],
  'AWS::SNS::Topic': [['TopicName']],
  'AWS::SQS::Queue': [['QueueName']],
  'AWS::SSM::MaintenanceWindow': [['Name']],
  'AWS::SSM::PatchBaseline': [['Name']],
  'AWS::SSO::Application': [['InstanceArn', 'Name']],
  'AWS::SSO::PermissionSet': [['InstanceArn', 'Name']],
  'AWS::SecretsManager::Secret': [['Name']],
  'AWS::SecurityHub::ConfigurationPolicy': [['Name']],
  'AWS::ServiceDiscovery::Service': [['NamespaceId', 'Name']],
  'AWS::StepFunctions::Activity': [['Name']],
  'AWS::StepFunctions::StateMachine': [['StateMachineName']],
  'AWS::Transfer::User': [['ServerId', 'UserName']],
  'AWS::WAFv2::IPSet': [['Scope', 'Name']],
  'AWS::WAFv2::RegexPatternSet': [['Scope', 'Name']],
  'AWS::WAFv2::RuleGroup': [['Scope', 'Name']],
  'AWS::WAFv2::WebACL': [['Scope', 'Name']],
  'AWS::XRay::Group': [['GroupName']],
  'AWS::XRay::SamplingRule': [['SamplingRule/RuleName']],
};

/** All keys of a type, the one that tells most first; none where none is known. */
export function naturalKeysOf(typeName: string): readonly (readonly string[])[] {
  return Object.hasOwn(naturalKeys, typeName) ? (naturalKeys[typeName] ?? []) : [];
}

/** Parts of keys that read back in another spelling: a name with its final dot, or as an ARN. */
const readOtherwise: ReadonlySet<string> = new Set([
  'AWS::ECS::Service Cluster',
  'AWS::Lambda::EventSourceMapping FunctionName',
  'AWS::Route53::HostedZone Name',
]);

/** Whether a part of a key has to be compared by meaning: AWS may spell it otherwise. */
export function isReadOtherwise(typeName: string, part: string): boolean {
  return readOtherwise.has(`${typeName} ${part}`);
}

/** The first key; undefined where none is known, or it has a part of a property in it. */
export function naturalKeyOf(typeName: string): readonly string[] | undefined {
  const [first] = naturalKeysOf(typeName);
  return first?.every((name) => !name.includes('/')) === true ? first : undefined;
}

/** The types that have one. */
export const typesWithNaturalKey: readonly string[] = Object.keys(naturalKeys);

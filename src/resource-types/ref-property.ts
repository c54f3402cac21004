import type { ResourceType } from './resource-type.ts';

/**
 * What `Ref` returns in a CloudFormation template where it is not the whole primary identifier, by type.
 * Source: the reference identifiers in AWS's service specification (@aws-cdk/aws-service-spec 0.1.216).
 */
const refProperties: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Authorizer': 'AuthorizerId',
  'AWS::ApiGateway::Deployment': 'DeploymentId',
  'AWS::ApiGateway::DocumentationPart': 'DocumentationPartId',
  'AWS::ApiGateway::Resource': 'ResourceId',
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::ApiGatewayV2::ApiMapping': 'ApiMappingId',
  'AWS::ApiGatewayV2::Authorizer': 'AuthorizerId',
  'AWS::ApiGatewayV2::Deployment': 'DeploymentId',
  'AWS::ApiGatewayV2::Integration': 'IntegrationId',
  'AWS::ApiGatewayV2::IntegrationResponse': 'IntegrationResponseId',
  'AWS::ApiGatewayV2::Model': 'ModelId',
  'AWS::ApiGatewayV2::Route': 'RouteId',
  'AWS::ApiGatewayV2::RouteResponse': 'RouteResponseId',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::AppConfig::ConfigurationProfile': 'ConfigurationProfileId',
  'AWS::AppConfig::Environment': 'EnvironmentId',
  'AWS::AppConfig::HostedConfigurationVersion': 'VersionNumber',
  'AWS::AppMesh::GatewayRoute': 'Arn',
  'AWS::AppMesh::Mesh': 'Arn',
  'AWS::AppMesh::Route': 'Arn',
  'AWS::AppMesh::VirtualGateway': 'Arn',
  'AWS::AppMesh::VirtualNode': 'Arn',
  'AWS::AppMesh::VirtualRouter': 'Arn',
  'AWS::AppMesh::VirtualService': 'Arn',
  'AWS::AppSync::ApiKey': 'Arn',
  'AWS::Batch::JobDefinition': 'JobDefinitionArn',
  'AWS::CodeBuild::Project': 'Name',
  'AWS::CodeBuild::ReportGroup': 'Arn',
  'AWS::CodeDeploy::DeploymentGroup': 'DeploymentGroupName',
  'AWS::CodePipeline::Webhook': 'Name',
  'AWS::Cognito::UserPoolClient': 'ClientId',
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::Cognito::UserPoolGroup': 'GroupName',
  'AWS::Cognito::UserPoolIdentityProvider': 'ProviderName',
  'AWS::Cognito::UserPoolResourceServer': 'Identifier',
  'AWS::Cognito::UserPoolUser': 'Username',
  'AWS::DAX::Cluster': 'ClusterName',
  'AWS::DAX::SubnetGroup': 'SubnetGroupName',
  'AWS::EC2::EIP': 'PublicIp',
  'AWS::ECS::Service': 'ServiceArn',
  'AWS::ElastiCache::User': 'UserName',
  'AWS::Elasticsearch::Domain': 'DomainName',
  'AWS::EventSchemas::RegistryPolicy': 'RegistryName',
  'AWS::Glue::DevEndpoint': 'EndpointName',
  'AWS::IoT::Policy': 'PolicyName',
  'AWS::Logs::LogStream': 'LogStreamName',
  'AWS::Logs::SubscriptionFilter': 'FilterName',
  'AWS::Route53::RecordSet': 'Name',
  'AWS::SSM::MaintenanceWindowTarget': 'WindowTargetId',
  'AWS::SSM::MaintenanceWindowTask': 'WindowTaskId',
  'AWS::SageMaker::Device': 'DeviceFleetName',
  'AWS::SecretsManager::ResourcePolicy': 'SecretId',
  'AWS::SecretsManager::SecretTargetAttachment': 'SecretId',
};

/** The property whose value `Ref` returns; undefined where it is no property, or not known. */
export function refPropertyOf({ typeName, identifier, properties }: ResourceType): string | undefined {
  const given = Object.hasOwn(refProperties, typeName) ? refProperties[typeName] : undefined;
  if (given !== undefined) return properties.some(({ name }) => name === given) ? given : undefined;
  const [only, second] = identifier;
  return second === undefined && only?.length === 1 ? only[0] : undefined;
}

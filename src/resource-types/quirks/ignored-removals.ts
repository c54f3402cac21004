import type { Json } from '../../base/json.ts';

/**
 * Properties of further types whose removal succeeds and changes nothing, with the default to be set instead. Those whose default
 * depends on the rest of the model are not here.
 */
export const ignoredRemovals: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'AWS::ApiGateway::RestApi': { ApiKeySourceType: 'HEADER', DisableExecuteApiEndpoint: false },
  'AWS::ApiGatewayV2::Api': { DisableExecuteApiEndpoint: false },
  'AWS::ApiGatewayV2::IntegrationResponse': { TemplateSelectionExpression: '' },
  'AWS::ApiGatewayV2::Route': { AuthorizationType: 'NONE' },
  'AWS::ApiGatewayV2::RouteResponse': { ModelSelectionExpression: '' },
  'AWS::Cognito::IdentityPool': { AllowClassicFlow: false },
  'AWS::DocDB::DBCluster': { DeletionProtection: false },
  'AWS::EC2::ClientVpnEndpoint': { SplitTunnel: false },
  'AWS::EC2::Instance': { InstanceInitiatedShutdownBehavior: 'stop', SourceDestCheck: true },
  'AWS::EC2::NetworkInterface': { SourceDestCheck: true },
  'AWS::ECR::Repository': { ImageScanningConfiguration: { ScanOnPush: false }, ImageTagMutability: 'MUTABLE' },
  'AWS::ECS::Cluster': { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] },
  'AWS::Lambda::Alias': { Description: '' },
  'AWS::Lambda::Url': { InvokeMode: 'BUFFERED' },
  'AWS::RDS::DBCluster': { AutoMinorVersionUpgrade: true },
  'AWS::RDS::DBInstance': {
    AutoMinorVersionUpgrade: true,
    BackupRetentionPeriod: 1,
    CACertificateIdentifier: 'rds-ca-rsa2048-g1',
    CopyTagsToSnapshot: false,
    EnablePerformanceInsights: false,
    MonitoringInterval: 0,
    MultiAZ: false,
  },
};

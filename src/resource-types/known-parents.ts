import type { ResourceType } from './resource-type.ts';

/**
 * Whose property a list has to be given, where neither the schema says it nor the property's name tells it (`ClusterName` of `Cluster`
 * does). By type and property; each with the reference's words for the property. Source: CloudFormation Template Reference, 2026-11.
 */
export const knownParents: Readonly<Record<string, ResourceType['parents']>> = {
  // "The identifier of the flow", whose pattern is that of its ARN.
  'AWS::Connect::ContactFlowVersion': {
    ContactFlowId: { typeName: 'AWS::Connect::ContactFlow', property: 'ContactFlowArn' },
  },
  // "The identifier of the contact flow module (ARN) this version is tied to."
  'AWS::Connect::ContactFlowModuleVersion': {
    ContactFlowModuleId: { typeName: 'AWS::Connect::ContactFlowModule', property: 'ContactFlowModuleArn' },
  },
  // "The identifier of the contact flow module (ARN) this alias is tied to."
  'AWS::Connect::ContactFlowModuleAlias': {
    ContactFlowModuleId: { typeName: 'AWS::Connect::ContactFlowModule', property: 'ContactFlowModuleArn' },
  },
  // "The identifier of the Amazon Connect instance. You can find the instanceId in the ARN of the instance."
  'AWS::ConnectCampaignsV2::Campaign': {
    ConnectInstanceId: { typeName: 'AWS::Connect::Instance', property: 'Id' },
  },
  // "The identifier of the Amazon DataZone project in which this environment is created."
  'AWS::DataZone::Environment': {
    ProjectIdentifier: { typeName: 'AWS::DataZone::Project', property: 'Id' },
  },
  // "The environment ID of the environment action."
  'AWS::DataZone::EnvironmentActions': {
    EnvironmentIdentifier: { typeName: 'AWS::DataZone::Environment', property: 'Id' },
  },
  // "The ID of the project for which this project membership was created."
  'AWS::DataZone::ProjectMembership': {
    ProjectIdentifier: { typeName: 'AWS::DataZone::Project', property: 'Id' },
  },
  // "The globally unique identifier for the identity store", which an instance of IAM Identity Center has.
  'AWS::IdentityStore::Group': {
    IdentityStoreId: { typeName: 'AWS::SSO::Instance', property: 'IdentityStoreId' },
  },
  'AWS::IdentityStore::GroupMembership': {
    IdentityStoreId: { typeName: 'AWS::SSO::Instance', property: 'IdentityStoreId' },
  },
  // "The name of the associated software package."
  'AWS::IoT::SoftwarePackageVersion': {
    PackageName: { typeName: 'AWS::IoT::SoftwarePackage', property: 'PackageName' },
  },
  // "The endpoint for the collection."
  'AWS::OpenSearchServerless::Index': {
    CollectionEndpoint: { typeName: 'AWS::OpenSearchServerless::Collection', property: 'CollectionEndpoint' },
  },
  // POST /responder-gateway/{gatewayId}/inbound-external-link (RTB Fabric API Reference).
  'AWS::RTBFabric::InboundExternalLink': {
    GatewayId: { typeName: 'AWS::RTBFabric::ResponderGateway', property: 'GatewayId' },
  },
  // "Outbound external links enable connectivity between your requester gateway and external partner endpoints" (RTB Fabric User Guide).
  'AWS::RTBFabric::OutboundExternalLink': {
    GatewayId: { typeName: 'AWS::RTBFabric::RequesterGateway', property: 'GatewayId' },
  },
  // "The product identifier."
  'AWS::ServiceCatalog::PortfolioProductAssociation': {
    ProductId: { typeName: 'AWS::ServiceCatalog::CloudFormationProduct', property: 'Id' },
  },
};

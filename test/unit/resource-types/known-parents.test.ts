import { expect } from 'chai';
import { listObstacle } from '../../../src/engine/list-obstacle.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { knownParents } from '../../../src/resource-types/known-parents.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** Why the rest is listed only where WHERE gives the property. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'one of a list of words, each of which would have to be asked for': [
    'AWS::ApplicationAutoScaling::ScalingPolicy',
    'AWS::Cognito::IdentityPoolPrincipalTag',
    'AWS::DataZone::UserProfile',
    'AWS::HealthLake::DataTransformationProfile',
    'AWS::Logs::AccountPolicy',
    'AWS::OpenSearchServerless::AccessPolicy',
    'AWS::OpenSearchServerless::LifecyclePolicy',
    'AWS::OpenSearchServerless::SecurityConfig',
    'AWS::OpenSearchServerless::SecurityPolicy',
    'AWS::Organizations::Policy',
    'AWS::Rbin::Rule',
    'AWS::SSM::ServiceSetting',
    'AWS::WAFv2::IPSet',
    'AWS::WAFv2::RegexPatternSet',
    'AWS::WAFv2::RuleGroup',
    'AWS::WAFv2::WebACL',
  ],
  'resources of several types may be meant': [
    'AWS::BedrockAgentCore::ResourcePolicy',
    'AWS::Connect::PhoneNumber',
    'AWS::DataZone::Owner',
    'AWS::EntityResolution::PolicyStatement',
    'AWS::Lex::ResourcePolicy',
    'AWS::RTBFabric::Link',
    'AWS::RTBFabric::LinkRoutingRule',
    'AWS::Route53GlobalResolver::HostedZoneAssociation',
    'AWS::SSO::Assignment',
    'AWS::VpcLattice::AccessLogSubscription',
  ],
  'the parent is no resource type, or its list handler is missing': [
    'AWS::AmplifyUIBuilder::Component',
    'AWS::AmplifyUIBuilder::Form',
    'AWS::AmplifyUIBuilder::Theme',
    'AWS::AppStream::StackFleetAssociation',
    'AWS::AppSync::Resolver',
    'AWS::Lambda::LayerVersion',
    'AWS::Lambda::LayerVersionPermission',
    'AWS::Notifications::ManagedNotificationAccountContactAssociation',
    'AWS::Notifications::ManagedNotificationAdditionalChannelAssociation',
    'AWS::QLDB::Stream',
    'AWS::S3Outposts::Bucket',
    'AWS::SCN::Dataset',
    'AWS::SCN::Namespace',
    'AWS::ServiceCatalog::ServiceActionAssociation',
  ],
  'the account itself': [
    'AWS::QuickSight::Agent',
    'AWS::QuickSight::Analysis',
    'AWS::QuickSight::Dashboard',
    'AWS::QuickSight::RefreshSchedule',
    'AWS::QuickSight::Space',
    'AWS::QuickSight::Template',
    'AWS::QuickSight::Theme',
  ],
  'a tree: the parent of one is another of its kind': [
    'AWS::DataZone::DomainUnit',
    'AWS::Organizations::OrganizationalUnit',
  ],
  'an ARN of its own, of which only a beginning would be known': [
    'AWS::APS::AnomalyDetector',
    'AWS::APS::RuleGroupsNamespace',
    'AWS::GreengrassV2::ComponentVersion',
  ],
  'a map, or two parents that belong together': [
    'AWS::AppSync::SourceApiAssociation',
    'AWS::Glue::SchemaVersion',
    'AWS::Glue::SchemaVersionMetadata',
  ],
};

describe('parents of what is listed only with a property', () => {
  it('are known but for these, each for a reason', () => {
    const left = registry.typeNames().filter((typeName) => {
      const type = registry.find(typeName);
      return type?.handlers.list !== undefined && listObstacle(type, registry) !== undefined;
    });
    const counts = Object.entries(reasons).map(([reason, types]) => `${types.length}: ${reason}`);
    expect(left, counts.join('\n')).to.deep.equal(Object.values(reasons).flat().sort());
    expect(left).to.have.length(55);
  });

  it('have a list handler and the property that is named', () => {
    for (const [typeName, parents] of Object.entries(knownParents)) {
      for (const [name, { typeName: parentName, property }] of Object.entries(parents)) {
        const parent = registry.find(parentName);
        expect(registry.find(typeName)?.listRequires, typeName).to.include(name);
        expect(parent?.handlers.list, `${typeName} ${name}`).to.not.equal(undefined);
        expect(
          parent?.properties.map((one) => one.name),
          `${typeName} ${name}`,
        ).to.include(property);
      }
    }
  });
});

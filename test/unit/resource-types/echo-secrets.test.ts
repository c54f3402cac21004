import { expect } from 'chai';
import type { Json } from '../../../src/base/json.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { perhapsSecrets } from '../../../src/resource-types/echo-secrets.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

describe('values that may hold a secret', () => {
  const cases: readonly (readonly [typeName: string, model: Json, found: readonly Json[]])[] = [
    ['AWS::SSM::Parameter', { Name: 'a', Type: 'StringList', Tier: 'Standard', Value: 'x,y' }, ['x,y']],
    ['AWS::AppConfig::HostedConfigurationVersion', { Content: '{}', ContentType: 'text/plain' }, ['{}']],
    [
      'AWS::Lambda::Function',
      { Runtime: 'nodejs24.x', Environment: { Variables: { Name: 'x', STAGE: 'dev' } } },
      ['x', 'dev'],
    ],
    [
      'AWS::CodeBuild::Project',
      { Environment: { Image: 'i', EnvironmentVariables: [{ Name: 'A', Type: 'PLAINTEXT', Value: 'x' }] } },
      ['x'],
    ],
    [
      'AWS::Batch::JobDefinition',
      { ContainerProperties: { Image: 'i', Environment: [{ Name: 'A', Value: 'x' }] } },
      ['x'],
    ],
    ['AWS::EC2::Instance', { InstanceType: 't3.micro', UserData: 'IyEvYmluL3No' }, ['IyEvYmluL3No']],
    [
      'AWS::ElasticBeanstalk::ConfigurationTemplate',
      {
        OptionSettings: [
          { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'URL', Value: 'x' },
          { Namespace: 'aws:autoscaling:asg', OptionName: 'MaxSize', Value: '2' },
        ],
      },
      ['x'],
    ],
    ['AWS::CloudFormation::Stack', { Parameters: { DbPassword: 'x', Size: '2' } }, ['x']],
    [
      'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
      {
        ProvisioningParameters: [
          { Key: 'DbPassword', Value: 'x' },
          { Key: 'Size', Value: '2' },
        ],
      },
      ['x'],
    ],
    ['AWS::RDS::DBInstance', { DBName: 'shop', MasterUserPassword: 'x' }, ['x']],
    ['AWS::Cognito::UserPool', { UserPoolName: 'shop', UserPoolTags: { Value: 'x' }, Schema: [{ Name: 'a' }] }, []],
    ['AWS::SNS::Topic', { TopicName: 'a', Tags: [{ Key: 'Value', Value: 'x' }] }, []],
    ['AWS::AppConfig::Environment', { Name: 'dev', Description: 'x' }, []],
  ];
  for (const [typeName, model, found] of cases) {
    it(`of ${typeName}: ${JSON.stringify(found)}`, () => {
      const type = registry.find(typeName);
      if (type === undefined) throw new Error(`${typeName} is not in the catalogue`);
      expect(perhapsSecrets(type, model, [])).to.deep.equal(found);
    });
  }
});

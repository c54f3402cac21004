import { expect } from 'chai';
import { answerFromRegistry } from '../../../../../src/engine/cloud-control/metadata/answer-from-registry.ts';
import { statement } from '../../statements.ts';
import { createTestRegistry } from '../../test-registry.ts';

/** The rows, or the mistakes in words. */
function answer(text: string): unknown {
  const asked = statement(text);
  if (asked.kind !== 'show' && asked.kind !== 'describe') throw new Error('not SHOW or DESCRIBE');
  const { value, diagnostics } = answerFromRegistry(asked, createTestRegistry());
  if (value !== undefined) return [value.columns, ...value.rows];
  return diagnostics.map(({ message, help }) => `${message} / ${help ?? ''}`);
}

describe('SHOW and DESCRIBE', () => {
  it('describes the columns of user pool clients as they are documented', () => {
    expect(answer('DESCRIBE awscc.cognito.user_pool_clients')).to.deep.equal([
      ['name', 'type'],
      ['Identifier', 'string'],
      ['client_name', 'string'],
      ['explicit_auth_flows', 'array'],
      ['generate_secret', 'boolean'],
      ['read_attributes', 'array'],
      ['auth_session_validity', 'integer'],
      ['refresh_token_validity', 'integer'],
      ['access_token_validity', 'integer'],
      ['id_token_validity', 'integer'],
      ['token_validity_units', 'object'],
      ['refresh_token_rotation', 'object'],
      ['user_pool_id', 'string'],
      ['write_attributes', 'array'],
      ['allowed_oauth_flows', 'array'],
      ['allowed_oauth_flows_user_pool_client', 'boolean'],
      ['allowed_oauth_scopes', 'array'],
      ['callback_urls', 'array'],
      ['default_redirect_uri', 'string'],
      ['logout_urls', 'array'],
      ['supported_identity_providers', 'array'],
      ['analytics_configuration', 'object'],
      ['prevent_user_existence_errors', 'string'],
      ['enable_token_revocation', 'boolean'],
      ['enable_propagate_additional_user_context_data', 'boolean'],
      ['name', 'string'],
      ['client_secret', 'string'],
      ['client_id', 'string'],
      ['region', 'string'],
    ]);
    expect(answer('DESCRIBE awscc.cognito.user_pool_clients_list_only')).to.deep.equal([
      ['name', 'type'],
      ['user_pool_id', 'string'],
      ['client_id', 'string'],
      ['region', 'string'],
    ]);
  });

  it('adds what is inside columns, and descriptions, with EXTENDED', () => {
    // The rows are a list of texts.
    const [columns, ...rows] = answer('DESCRIBE EXTENDED awscc.cognito.user_pool_clients') as string[][];
    expect(columns).to.deep.equal(['name', 'type', 'description']);
    const nested = rows.filter(([name]) => name?.includes('.') === true).map(([name, type]) => [name, type]);
    expect(nested).to.deep.equal([
      ['token_validity_units.access_token', 'string'],
      ['token_validity_units.id_token', 'string'],
      ['token_validity_units.refresh_token', 'string'],
      ['refresh_token_rotation.feature', 'string'],
      ['refresh_token_rotation.retry_grace_period_seconds', 'integer'],
      ['analytics_configuration.application_arn', 'string'],
      ['analytics_configuration.application_id', 'string'],
      ['analytics_configuration.external_id', 'string'],
      ['analytics_configuration.role_arn', 'string'],
      ['analytics_configuration.user_data_shared', 'boolean'],
    ]);
    expect(rows.find(([name]) => name === 'user_pool_id')).to.deep.equal([
      'user_pool_id',
      'string',
      'Required. Set at creation only.',
    ]);
  });

  it('shows the methods of user pool clients and what they require as they are documented', () => {
    expect(answer('SHOW METHODS IN awscc.cognito.user_pool_clients')).to.deep.equal([
      ['MethodName', 'RequiredParams', 'SQLVerb'],
      ['create_resource', 'UserPoolId, region', 'INSERT'],
      ['delete_resource', 'Identifier, region', 'DELETE'],
      ['update_resource', 'Identifier, PatchDocument, region', 'UPDATE'],
      ['get_resource', 'Identifier, region', 'SELECT'],
    ]);
    expect(answer('SHOW METHODS IN awscc.cognito.user_pool_clients_list_only')).to.deep.equal([
      ['MethodName', 'RequiredParams', 'SQLVerb'],
      ['list_resources', 'region', 'SELECT'],
    ]);
  });

  it('shows what a list needs whose parent is not known, and leaves out what a type cannot do', () => {
    expect(answer('SHOW METHODS IN awscc.elasticloadbalancingv2.listener_rules_list_only')).to.deep.equal([
      ['MethodName', 'RequiredParams', 'SQLVerb'],
      ['list_resources', 'ListenerArn, region', 'SELECT'],
    ]);
    expect(answer("SHOW METHODS IN awscc.rds.db_instances LIKE 'UPDATE%'")).to.deep.equal([
      ['MethodName', 'RequiredParams', 'SQLVerb'],
    ]);
  });

  it('shows providers, services and resources', () => {
    expect(answer('SHOW PROVIDERS')).to.deep.equal([
      ['name', 'version'],
      ['awscc', 'built in'],
    ]);
    expect(answer("SHOW SERVICES IN awscc LIKE 'C%o_ni_o'")).to.deep.equal([
      ['id', 'name', 'title'],
      ['awscc.cognito', 'cognito', 'cognito'],
    ]);
    expect(answer("SHOW EXTENDED RESOURCES IN awscc.ec2 LIKE 'vpcs%'")).to.deep.equal([
      ['name', 'id', 'description'],
      ['vpcs', 'awscc.ec2.vpcs', 'AWS::EC2::VPC: all properties'],
      ['vpcs_list_only', 'awscc.ec2.vpcs_list_only', 'AWS::EC2::VPC: identifiers from a list'],
    ]);
    expect(answer("SHOW EXTENDED RESOURCES IN awscc.ec2 LIKE 'vw%'")).to.deep.equal([
      ['name', 'id', 'description'],
      [
        'vw_subnet_route_table_associations',
        'awscc.ec2.vw_subnet_route_table_associations',
        'Which subnet uses which route table.',
      ],
    ]);
    expect(answer("SHOW RESOURCES IN awscc.cloud_control LIKE 'resource_request_'")).to.deep.equal([
      ['name', 'id'],
      ['resource_requests', 'awscc.cloud_control.resource_requests'],
    ]);
  });

  it('describes special tables with their parameters', () => {
    expect(answer('DESCRIBE EXTENDED awscc.cloud_control.resource')).to.deep.equal([
      ['name', 'type', 'description'],
      ['Identifier', 'string', 'The resource; parts are joined by a vertical bar.'],
      ['Properties', 'string', 'Its properties as JSON text.'],
      ['TypeName', 'string', 'The type, as in AWS::Cognito::UserPool. Required in WHERE.'],
      ['RoleArn', 'string', 'The role with which Cloud Control works. A parameter of the request.'],
      ['TypeVersionId', 'string', 'The version of a private type. A parameter of the request.'],
      ['region', 'string', 'AWS region.'],
    ]);
    expect(answer('SHOW METHODS IN awscc.cloud_control.resource_requests')).to.deep.equal([
      ['MethodName', 'RequiredParams', 'SQLVerb'],
      ['list_resource_requests', 'region', 'SELECT'],
      ['cancel_resource_request', 'RequestToken, region', 'DELETE'],
    ]);
  });

  it('knows every service of the registry', () => {
    // The rows are a list of texts.
    const [, ...rows] = answer('SHOW SERVICES IN awscc') as string[][];
    const services = createTestRegistry()
      .statementNames()
      .map((name) => name.split('.')[1]);
    expect(rows.map(([, name]) => name)).to.include.members(services);
  });

  it('takes a pattern of any kind in one pass', () => {
    const started = performance.now();
    expect(answer(`SHOW SERVICES IN awscc LIKE '${'%a'.repeat(5000)}x'`)).to.have.length(1);
    expect(performance.now() - started).to.be.below(1000);
  });

  for (const [text, message] of [
    [
      'DESCRIBE awscc.cognito.user_pool_client',
      'There is no resource type "awscc.cognito.user_pool_client" / did you mean "awscc.cognito.user_pool_clients"?',
    ],
    [
      'SHOW METHODS IN awscc.tagging.tagged_resource',
      'There is no resource type "awscc.tagging.tagged_resource" / did you mean "awscc.tagging.tagged_resources"?',
    ],
    ['SHOW SERVICES IN google', 'There is no provider "google" / the one provider is awscc'],
    ['SHOW RESOURCES IN awscc.cognitto', 'There is no service "cognitto" in awscc / did you mean "cognito"?'],
  ] as const) {
    it(`refuses ${text}`, () => {
      expect(answer(text)).to.deep.equal([message]);
    });
  }
});

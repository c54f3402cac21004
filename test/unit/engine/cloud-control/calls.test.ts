import { expect } from 'chai';
import { bindStatement } from '../../../../src/engine/cloud-control/bind/bind-statement.ts';
import { callsOf } from '../../../../src/engine/cloud-control/calls.ts';
import { Unknown, type Value } from '../../../../src/values/value.ts';
import { registry } from '../../resource-types/shipped-types.ts';
import { statement } from '../statements.ts';

describe('The calls of a statement', () => {
  /** `list AWS::X::Y` for a handler's work, ` as role` behind it where it is not the caller's. */
  function calls(text: string, values: Readonly<Record<string, Value>> = {}): readonly string[] {
    const parsed = statement(text, values);
    const context = { registry, defaultRegion: 'us-east-1' };
    const { value, diagnostics } = bindStatement(parsed, context);
    if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
    return callsOf(value, context).map((call) =>
      call.kind === 'action'
        ? call.action
        : `${call.handler} ${call.typeName ?? 'unknown'}${call.asRole === true ? ' as role' : ''}`,
    );
  }
  const pool = 'AWS::Cognito::UserPool';
  const client = 'AWS::Cognito::UserPoolClient';

  it('are one read where WHERE names the resource', () => {
    const reads = [`read ${client}`];
    expect(calls("SELECT * FROM awscc.cognito.user_pool_clients WHERE Identifier = 'us-east-1_a|b'")).to.deep.equal(
      reads,
    );
    expect(
      calls("SELECT * FROM awscc.cognito.user_pool_clients WHERE user_pool_id = 'us-east-1_a' AND client_id = 'b'"),
    ).to.deep.equal(reads);
    expect(
      calls("SELECT * FROM awscc.cognito.user_pool_clients WHERE Identifier = '{{ id }}'", { id: new Unknown('id') }),
    ).to.deep.equal(reads);
  });

  it('are a list and reads where the Identifier is only looked at', () => {
    expect(calls('SELECT Identifier FROM awscc.cognito.user_pools')).to.deep.equal([`list ${pool}`, `read ${pool}`]);
    expect(calls("SELECT user_pool_id FROM awscc.cognito.user_pools WHERE Identifier LIKE 'us%'")).to.deep.equal([
      `list ${pool}`,
      `read ${pool}`,
    ]);
  });

  it('are those of each table of a join', () => {
    expect(
      calls(
        'SELECT p.user_pool_name FROM awscc.cognito.user_pools_list_only l JOIN awscc.cognito.user_pools p ON p.Identifier = l.Identifier',
      ),
    ).to.deep.equal([`list ${pool}`, `read ${pool}`]);
  });

  it('begin with the lists of the parents that are not named', () => {
    expect(calls('SELECT client_id FROM awscc.cognito.user_pool_clients_list_only')).to.deep.equal([
      `list ${pool}`,
      `list ${client}`,
    ]);
    expect(
      calls("SELECT client_id FROM awscc.cognito.user_pool_clients_list_only WHERE user_pool_id = 'us-east-1_a'"),
    ).to.deep.equal([`list ${client}`]);
  });

  it('read the parents whose list does not tell what the list of the children needs', () => {
    expect(calls('SELECT Identifier FROM awscc.lambda.permissions_list_only')).to.deep.equal([
      'list AWS::Lambda::Function',
      'read AWS::Lambda::Function',
      'list AWS::Lambda::Permission',
    ]);
  });

  it('are what tables ask that are no resource type', () => {
    const named = "TypeName = 'AWS::EC2::VPC'";
    expect(calls(`SELECT * FROM awscc.cloud_control.resources WHERE ${named}`)).to.deep.equal(['list AWS::EC2::VPC']);
    expect(
      calls(`SELECT * FROM awscc.cloud_control.resource WHERE ${named} AND Identifier = 'vpc-1' AND RoleArn = 'r'`),
    ).to.deep.equal(['read AWS::EC2::VPC as role']);
    expect(
      calls("SELECT * FROM awscc.cloud_control.resources WHERE TypeName = '{{ type }}'", { type: new Unknown('type') }),
    ).to.deep.equal(['list unknown']);
    expect(calls('SELECT * FROM awscc.ec2.vw_subnet_route_table_associations')).to.deep.equal([
      'list AWS::EC2::SubnetRouteTableAssociation',
      'read AWS::EC2::SubnetRouteTableAssociation',
    ]);
    expect(calls('SELECT * FROM awscc.tagging.tagged_resources')).to.deep.equal(['tag:GetResources']);
    expect(calls('SELECT * FROM awscc.cloud_control.vw_failed_requests')).to.deep.equal([
      'cloudformation:ListResourceRequests',
    ]);
    expect(calls("SELECT * FROM awscc.cloud_control.resource_request WHERE RequestToken = 't'")).to.deep.equal([
      'cloudformation:GetResourceRequestStatus',
    ]);
    expect(calls("DELETE FROM awscc.cloud_control.resource_requests WHERE RequestToken = 't'")).to.deep.equal([
      'cloudformation:CancelResourceRequest',
    ]);
  });

  it('of a write are those of its handlers, of the rows that it takes, and of the role that it names', () => {
    expect(
      calls(
        "INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName) SELECT user_pool_id, 'staff' FROM awscc.cognito.user_pools_list_only",
      ),
    ).to.deep.equal([`list ${pool}`, 'create AWS::Cognito::UserPoolGroup', 'read AWS::Cognito::UserPoolGroup']);
    expect(
      calls(
        `UPDATE awscc.cognito.user_pools SET PatchDocument = '[{"op":"add","path":"/UserPoolTier","value":"LITE"}]' WHERE Identifier = 'a'`,
      ),
    ).to.deep.equal([`read ${pool}`, `update ${pool}`]);
    expect(
      calls(
        `INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState) SELECT 'AWS::SQS::Queue', '{"QueueName": "q"}'`,
      ),
    ).to.deep.equal(['create AWS::SQS::Queue', 'read AWS::SQS::Queue']);
    expect(calls("DELETE FROM awscc.cognito.user_pools WHERE Identifier = 'a' AND RoleArn = 'r'")).to.deep.equal([
      `delete ${pool} as role`,
    ]);
  });
});

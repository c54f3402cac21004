import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';

async function ask(rig: Rig, statement: string): Promise<string> {
  const { code, output, errors } = await rig.run(
    ...['query', statement, '--local', '--write', '--region', 'eu-west-1', '--format', 'csv'],
  );
  return code === 0 ? output : errors;
}

describe('tables of tags', () => {
  it('have a row for each tag, whether the type has a list or a map of them', () =>
    withRig(async (rig) => {
      await ask(
        rig,
        `INSERT INTO awscc.sqs.queues (QueueName, Tags) VALUES ('a', '[{"Key":"team","Value":"web"},{"Key":"empty","Value":""}]'), ('b', '[]')`,
      );
      await ask(
        rig,
        `INSERT INTO awscc.cognito.user_pools (UserPoolName, UserPoolTags) SELECT 'p', '{"team":"web","a.b/c":"x=y"}'`,
      );
      expect(
        await ask(rig, 'SELECT queue_name, tag_key, tag_value FROM awscc.sqs.queue_tags ORDER BY tag_key'),
      ).to.equal('queue_name,tag_key,tag_value\na,empty,""\na,team,web\n');
      expect(
        await ask(
          rig,
          "SELECT tag_value FROM aws.cognito.user_pools_tags WHERE tag_key IN ('team', 'a.b/c') ORDER BY 1",
        ),
      ).to.equal('tag_value\nweb\nx=y\n');
      expect(
        await ask(
          rig,
          `SELECT q.queue_name, t.TagValue, t.tags FROM awscc.sqs.queues q
           JOIN awscc.sqs.queue_tags t ON t.Identifier = q.Identifier WHERE t.tag_key = 'team'`,
        ),
      ).to.include('has no column "TagValue"');
      expect(
        await ask(
          rig,
          `SELECT q.queue_name, json_array_length(t.tags) AS amount FROM awscc.sqs.queues q
           JOIN awscc.sqs.queue_tags t ON t.Identifier = q.Identifier WHERE t.tag_key = 'team'`,
        ),
      ).to.equal('queue_name,amount\na,2\n');
    }));

  it('are told by SHOW and DESCRIBE, only where the type has tags that can be read', () =>
    withRig(async (rig) => {
      expect(await ask(rig, "SHOW EXTENDED RESOURCES IN awscc.ec2 LIKE '%gateway_tags'")).to.include(
        'nat_gateway_tags,awscc.ec2.nat_gateway_tags,AWS::EC2::NatGateway: a row for each tag\n',
      );
      const described = await ask(rig, 'DESCRIBE aws.ec2.eip_tags');
      expect(described.split('\n').filter((line) => /^(Identifier|tag_|region|public_ip,)/.test(line))).to.deep.equal([
        'Identifier,string',
        'public_ip,string',
        'tag_key,string',
        'tag_value,string',
        'region,string',
      ]);
      expect(await ask(rig, 'DESCRIBE awscc.ec2.vpcs')).to.match(/^name,type\nIdentifier,string\n/);
      for (const old of ['vpc', 'subnet', 'internet_gateway', 'eip', 'nat_gateway', 'route_table', 'security_group']) {
        expect(await ask(rig, `SHOW METHODS IN aws.ec2.${old}_tags`), old).to.equal(
          'MethodName,RequiredParams,SQLVerb\n__view__,region,SELECT\n',
        );
      }
      expect(await ask(rig, 'SELECT * FROM awscc.ec2.route_tags')).to.include(
        'There is no resource type "awscc.ec2.route_tags"',
      );
    }));

  it('can only be read', () =>
    withRig(async (rig) => {
      for (const [statement, help] of [
        ["INSERT INTO awscc.sqs.queue_tags (QueueName) SELECT 'a'", 'insert into awscc.sqs.queues'],
        ["UPDATE awscc.sqs.queue_tags SET PatchDocument = '[]' WHERE Identifier = 'a'", 'update awscc.sqs.queues'],
        ["DELETE FROM awscc.sqs.queue_tags WHERE Identifier = 'a'", 'delete from awscc.sqs.queues'],
      ] as const) {
        const told = await ask(rig, statement);
        expect(told).to.include('awscc.sqs.queue_tags can only be read').and.to.include(`= help: ${help}`);
      }
    }));
});

import { expect } from 'chai';
import { createStatementEngine } from '../../../support/statement-engine.ts';
import type { EngineEvent } from '../../../../src/engine/events.ts';
import { createFakeProvider } from '../fake-provider.ts';
import { select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

/** The rows of a list whose resources are told by their identifiers alone. */
async function listed(typeName: string, identifier: string, text: string): Promise<unknown> {
  const provider = createFakeProvider([{ region: 'eu-west-1', typeName, identifier, properties: { UserPoolId: 'p' } }]);
  const engine = createStatementEngine({ provider, registry: createTestRegistry(), defaultRegion: 'eu-west-1' });
  const answer = await engine.read(select(text));
  return answer.ok ? answer.value.rows : answer.error;
}

describe('a list that tells identifiers alone', () => {
  const vpcs = 'SELECT Identifier, vpc_id FROM awscc.ec2.vpcs_list_only';
  const rules = 'SELECT user_pool_id, identifier FROM awscc.cognito.user_pool_resource_servers_list_only';
  const [vpc, server] = ['AWS::EC2::VPC', 'AWS::Cognito::UserPoolResourceServer'];
  for (const [title, typeName, identifier, text, row] of [
    ['has its only part as a column', vpc, 'vpc-1', vpcs, ['vpc-1', 'vpc-1']],
    ['does not cut an identifier of one part', vpc, 'a|b', vpcs, ['a|b', 'a|b']],
    ['has every part as a column', server, 'p|api', `${rules} WHERE user_pool_id = 'p'`, ['p', 'api']],
    [
      'knows no parts of an identifier with another number of them',
      server,
      'p|api|x',
      `${rules} WHERE user_pool_id = 'p'`,
      ['p', null],
    ],
  ] as const) {
    it(title, async () => {
      expect(await listed(typeName, identifier, text)).to.deep.equal([row]);
    });
  }
});

describe('a statement that fails', () => {
  it('is told to have ended with no rows', async () => {
    const provider = createFakeProvider();
    provider.failOn('list');
    const events: EngineEvent[] = [];
    const engine = createStatementEngine({
      provider,
      registry: createTestRegistry(),
      defaultRegion: 'eu-west-1',
      emit: (event) => events.push(event),
    });
    await engine.read(select('SELECT vpc_id FROM awscc.ec2.vpcs_list_only'));
    expect(events.at(-1)).to.deep.equal({
      kind: 'statement.finished',
      verb: 'select',
      resources: ['awscc.ec2.vpcs_list_only'],
      outcome: 'failed',
      count: 0,
      requests: 1,
    });
  });
});

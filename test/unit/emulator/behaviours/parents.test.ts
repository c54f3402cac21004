import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { createRig } from '../emulator-rig.ts';

describe('Parents of new resources', () => {
  async function outcomeOf(typeName: string, desired: JsonObject, ...before: readonly [string, JsonObject][]) {
    const rig = createRig();
    for (const [name, model] of before) await rig.create(name, model);
    const event = await rig.finish('CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(desired) });
    return event['ErrorCode'] ?? event['OperationStatus'];
  }

  const statement = (workGroup: string): JsonObject => ({
    StatementName: 's',
    WorkGroup: workGroup,
    QueryStatement: 'SELECT 1',
  });

  it('have to be there', async () => {
    expect(await outcomeOf('AWS::Athena::PreparedStatement', statement('sales'))).to.equal('NotFound');
    expect(
      await outcomeOf('AWS::Athena::PreparedStatement', statement('sales'), [
        'AWS::Athena::WorkGroup',
        { Name: 'sales' },
      ]),
    ).to.equal('SUCCESS');
  });

  it('are there from the start where every account has them', async () => {
    expect(await outcomeOf('AWS::Athena::PreparedStatement', statement('primary'))).to.equal('SUCCESS');
  });

  it('may be named with a version or alias behind the name', async () => {
    const role = 'arn:aws:iam::123456789012:role/r';
    const made: [string, JsonObject] = [
      'AWS::Lambda::Function',
      { FunctionName: 'orders', Role: role, Code: { ImageUri: 'f:1' } },
    ];
    const url = (target: string): JsonObject => ({ TargetFunctionArn: target, AuthType: 'NONE' });
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:';
    for (const target of ['orders', `${arn}orders`, `${arn}orders:live`, 'orders:live']) {
      expect(await outcomeOf('AWS::Lambda::Url', url(target), made), target).to.equal('SUCCESS');
    }
    expect(await outcomeOf('AWS::Lambda::Url', url(`${arn}orders2`), made)).to.equal('NotFound');
    // Nobody can look into another account.
    expect(await outcomeOf('AWS::Lambda::Url', url('arn:aws:lambda:us-east-1:123456789012:function:other'))).to.equal(
      'SUCCESS',
    );
  });

  it('are asked for under any of their names', async () => {
    const rig = createRig();
    const role = 'arn:aws:iam::123456789012:role/r';
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:orders';
    await rig.create('AWS::Lambda::Function', { FunctionName: 'orders', Role: role, Code: { ImageUri: 'f:1' } });
    await rig.create('AWS::Lambda::Function', { FunctionName: 'bills', Role: role, Code: { ImageUri: 'f:1' } });
    for (const name of ['orders', arn, 'bills']) {
      await rig.create('AWS::Lambda::Permission', {
        FunctionName: name,
        Action: 'lambda:InvokeFunction',
        Principal: 'p',
      });
    }
    const listed = async (name: string): Promise<readonly string[]> => {
      const identifiers = await rig.list('AWS::Lambda::Permission', { FunctionName: name });
      return identifiers.map((identifier) => identifier.split('|')[0] ?? '');
    };
    expect(await listed('orders')).to.deep.equal(['orders', arn]);
    expect(await listed(arn)).to.deep.equal(['orders', arn]);
    expect(await listed('bills')).to.deep.equal(['bills']);
    const absent = await rig.ask('ListResources', {
      TypeName: 'AWS::Lambda::Permission',
      ResourceModel: '{"FunctionName": "gone"}',
    });
    expect(absent.error).to.equal('ResourceNotFoundException');
  });
});

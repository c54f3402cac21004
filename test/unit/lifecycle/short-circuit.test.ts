import { expect } from 'chai';
import { attemptsOf, waitToAskAgain } from '../../../src/lifecycle/attempts.ts';
import { shortCircuits } from '../../../src/lifecycle/short-circuit.ts';
import { Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { createRunRig } from './run-rig.ts';

describe('a callback that need not be asked', () => {
  const table: readonly [string, string, Value, boolean][] = [
    ['a', 'yes', { a: 'yes' }, true],
    ['a', 'YES', { a: 'yes' }, true],
    ['a', 'yes', { a: 'YES' }, true],
    ['a', 'yes', { a: 'no' }, false],
    ['a', 'yes', {}, false],
    ['a', 'null', { a: null }, false],
    ['a', '1', { a: 1 }, true],
    ['a', 'true', { a: true }, true],
    ['a', 'yes', { a: new Secret('yes') }, true],
    ['a', 'yes', { a: new Unknown('x') }, false],
    ['a.b', 'yes', { a: { b: 'yes' } }, true],
    ['a.b', 'yes', { a: '{"b": "yes"}' }, true],
    ['a.b', 'yes', { a: 'no JSON' }, false],
    ['a.1', 'yes', { a: ['no', 'yes'] }, true],
    ['a.2', 'yes', { a: ['no', 'yes'] }, false],
    ['a.x1', 'yes', { a: ['no', 'yes'] }, false],
    ['a.1.b', 'yes', { a: ['no', { b: 'yes' }] }, true],
    ['a.constructor', 'yes', { a: {} }, false],
    ['ProgressEvent.OperationStatus', 'SUCCESS', { OperationStatus: 'SUCCESS' }, true],
    ['ProgressEvent.OperationStatus', 'SUCCESS', { ProgressEvent: { OperationStatus: 'SUCCESS' } }, true],
    ['ProgressEvent.OperationStatus', 'SUCCESS', { ProgressEvent: {}, OperationStatus: 'SUCCESS' }, false],
    ['Other.OperationStatus', 'SUCCESS', { OperationStatus: 'SUCCESS' }, false],
  ];
  for (const [field, value, returned, expected] of table) {
    it(`${field} = ${value} in ${JSON.stringify(returned)}: ${expected}`, () => {
      expect(shortCircuits({ field, value }, returned)).to.equal(expected);
    });
  }

  it('is none without an option or without a returned row', () => {
    expect(shortCircuits(undefined, { a: 'yes' })).to.equal(false);
    expect(shortCircuits({ field: 'a', value: 'yes' }, undefined)).to.equal(false);
  });
});

describe('the attempts of a query', () => {
  const table: readonly [number | undefined, number | undefined, number, number][] = [
    [undefined, undefined, 1, 0],
    [0, 5, 1, 5000],
    [1, undefined, 1, 0],
    [7, 2, 7, 2000],
  ];
  for (const [retries, delaySeconds, attempts, delayMs] of table) {
    it(`retries=${retries} retry_delay=${delaySeconds}: ${attempts}, ${delayMs} ms apart`, () => {
      expect(attemptsOf(retries, delaySeconds)).to.deep.equal({ attempts, delayMs });
    });
  }

  const queries = `/*+ exists */
SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND Identifier = 'p1';
/*+ create */
INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'a', 'us-east-1';
`;

  it('wait, are told, and ask the cloud anew', async () => {
    const { run, session, events, provider } = createRunRig({ queries });
    await run.select('exists');
    await run.select('exists');
    expect(provider.calls).to.have.length(1);
    const before = session.clock.now();
    expect(await waitToAskAgain(run, 'exists', 2, { attempts: 5, delayMs: 3000 })).to.equal(undefined);
    expect(session.clock.now() - before).to.equal(3000);
    const waiting = { kind: 'resource.waiting', resource: 'thing', anchor: 'exists', attempt: 2, attempts: 5 };
    expect(events.filter(({ kind }) => kind === 'resource.waiting')).to.deep.equal([{ ...waiting, delayMs: 3000 }]);
    await run.select('exists');
    expect(provider.calls).to.have.length(2);
  });

  it('end where the run is interrupted meanwhile', async () => {
    const { run, abort } = createRunRig({ queries });
    abort();
    expect(await waitToAskAgain(run, 'exists', 1, { attempts: 5, delayMs: 3000 })).to.deep.equal({
      kind: 'interrupted',
    });
  });
});

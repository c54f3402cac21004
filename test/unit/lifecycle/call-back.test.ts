import { expect } from 'chai';
import { callBack } from '../../../src/lifecycle/call-back.ts';
import type { RequestEvent } from '../../../src/provider/provider.ts';
import { createRunRig, type RunRig } from './run-rig.ts';

const request = (requestToken: string, status: RequestEvent['status'], more = {}): RequestEvent => ({
  requestToken,
  operation: 'CREATE',
  status,
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  fields: { RequestToken: requestToken, OperationStatus: status, ...more },
});
const insert = "/*+ create */\nINSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';\n";
const requests = 'awscc.cloud_control.resource_request';
/** A callback that says nothing of how the request ended. */
const waiting = (where: string): string => `SELECT 0 AS success FROM ${requests} WHERE ${where}`;
const inRegion = "region = 'us-east-1' AND RequestToken";

function setup(query: string, options = 'retries=3, retry_delay=2'): RunRig {
  const exists = "/*+ exists */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';\n";
  const rig = createRunRig({ queries: `${exists}${insert}/*+ callback, ${options} */\n${query};\n` });
  rig.provider.requests.push(
    request('t1', 'IN_PROGRESS'),
    request('t2', 'FAILED', { ErrorCode: 'AccessDenied', StatusMessage: 'no' }),
    request('t3', 'CANCEL_COMPLETE'),
    request('t4', 'SUCCESS'),
  );
  return rig;
}

describe('a callback', () => {
  const said = 'SELECT CASE WHEN OperationStatus = ';
  const success = (token: string): string =>
    `${said}'SUCCESS' THEN 1 ELSE 0 END AS success FROM ${requests} WHERE ${inRegion} = '${token}'`;
  const ended = (status: string, code?: string, message?: string) => ({
    kind: 'request-ended',
    anchor: 'callback',
    status,
    code,
    message,
  });
  const table: readonly [string, string, unknown, readonly number[]][] = [
    ['ends with yes', success('t4'), { positive: true, attempts: 1 }, []],
    ['is asked as often as it says', success('t1'), { positive: false, attempts: 3 }, [2000, 2000]],
    [
      'ends where its request has failed, though it does not say so',
      success('t2'),
      ended('FAILED', 'AccessDenied', 'no'),
      [],
    ],
    ['ends where its request was cancelled', success('t3'), ended('CANCEL_COMPLETE'), []],
    ['goes on where nobody knows its request', success('t9'), { positive: false, attempts: 3 }, [2000, 2000]],
    [
      'goes on where it watches several requests',
      waiting(`${inRegion} IN ('t1', 't2')`),
      { positive: false, attempts: 3 },
      [2000, 2000],
    ],
    [
      'goes on where it watches its request in several regions',
      waiting("region IN ('us-east-1', 'eu-west-1') AND RequestToken = 't2'"),
      { positive: false, attempts: 3 },
      [2000, 2000],
    ],
    [
      'goes on where it watches something beside a request',
      `SELECT 0 AS success FROM ${requests} a JOIN ${requests} b ON b.RequestToken = a.RequestToken WHERE a.${inRegion.replace(' RequestToken', ' a.RequestToken')} = 't2'`,
      { positive: false, attempts: 3 },
      [2000, 2000],
    ],
    [
      'goes on where it watches something else',
      "SELECT COUNT(*) AS success FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1'",
      { positive: false, attempts: 3 },
      [2000, 2000],
    ],
    [
      'is wrong without a column that says how it went',
      `SELECT RequestToken FROM ${requests} WHERE ${inRegion} = 't1'`,
      { kind: 'no-count', anchor: 'callback', columns: ['RequestToken'] },
      [],
    ],
  ];
  for (const [title, query, expected, sleeps] of table)
    it(title, async () => {
      const rig = setup(query);
      const end = await callBack(rig.run, 'callback');
      expect(end.ok ? end.value : end.reason).to.deep.equal(expected);
      expect(rig.clock.sleeps).to.deep.equal(sleeps);
    });

  it('is not asked where the returned row says so already', async () => {
    const rig = setup(success('t1'), 'short_circuit_field=OperationStatus, short_circuit_value=SUCCESS');
    const { resource } = rig.run.scope;
    if (resource !== undefined)
      rig.run.scope = { ...rig.run.scope, resource: { ...resource, callback: { OperationStatus: 'SUCCESS' } } };
    expect(await callBack(rig.run, 'callback')).to.deep.equal({ ok: true, value: { positive: true, attempts: 0 } });
    expect(rig.provider.calls).to.deep.equal([]);
  });

  it('ends where it cannot be asked, and where the run is interrupted', async () => {
    const failing = setup(
      "SELECT COUNT(*) AS success FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1'",
    );
    failing.provider.failOn('get');
    expect(await callBack(failing.run, 'callback')).to.have.nested.property('reason.kind', 'trouble');
    const stopped = setup(success('t1'));
    stopped.abort();
    expect(await callBack(stopped.run, 'callback')).to.have.nested.property('reason.kind', 'interrupted');
  });
});

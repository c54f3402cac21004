import { expect } from 'chai';
import { waysToContinue } from '../../../src/cli/ways-to-continue.ts';
import type { RunResult } from '../../../src/lifecycle/outcome.ts';

/** A resource whose request went on after the session had expired. */
const lost = (resource: string, requestToken: string): RunResult['outcomes'][number] => ({
  resource,
  outcome: {
    kind: 'failed',
    reason: {
      kind: 'trouble',
      anchor: 'create',
      trouble: { kind: 'failed', failure: { kind: 'credentials', requestToken, region: 'eu-west-1' }, done: [] },
    },
    written: undefined,
  } as never,
});

describe('the ways to continue after a session that expired', () => {
  it('name the stack and the resource where a role of the stack has sent the request', () => {
    const result = { outcomes: [lost('plain', 't1'), lost('client["web"]', 't2')] } as unknown as RunResult;
    expect(
      waysToContinue('build', ['shop', 'dev'], result, [{ resources: ['client["web"]'] }]).split('\n'),
    ).to.deep.equal([
      '',
      'The session has expired, and the cloud goes on with the request. Renew the credentials, then continue with:',
      '  stack-deploy wait t1 --region eu-west-1',
      `  stack-deploy wait t2 shop dev --resource 'client["web"]' --region eu-west-1`,
      '  stack-deploy build shop dev  (with the same options)',
      '',
    ]);
  });

  it('are none where nothing goes on', () => {
    expect(waysToContinue('build', ['shop', 'dev'], { outcomes: [] } as unknown as RunResult, [])).to.equal('');
  });
});

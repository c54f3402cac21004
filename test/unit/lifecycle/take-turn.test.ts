import { expect } from 'chai';
import type { Failure } from '../../../src/provider/failure.ts';
import type { ResourceOutcome } from '../../../src/lifecycle/outcome.ts';
import { takeTurn } from '../../../src/lifecycle/take-turn.ts';
import { createSessionRig } from './session-rig.ts';

const text =
  "/*+ exists */\nSELECT 1 AS count;\n/*+ create */\nINSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';\n";
const refused = (kind: Failure['kind']): ResourceOutcome => ({
  kind: 'failed',
  written: undefined,
  reason: {
    kind: 'trouble',
    anchor: 'create',
    // Nothing else of a failure is looked at.
    trouble: { kind: 'failed', failure: { kind, operation: 'CreateResource' } as Failure, done: [] },
  },
});

describe('the turn of a resource', () => {
  const rig = () =>
    createSessionRig({
      manifest: 'resources:\n  - name: first\n  - name: second\n  - name: third\n    depends_on: [second]\n',
      files: Object.fromEntries(['first', 'second', 'third'].map((name) => [`resources/${name}.iql`, text])),
    });
  const table: readonly [string, ResourceOutcome, readonly string[], string][] = [
    ['ends', { kind: 'absent' }, ['first'], 'ended'],
    ['ends where it is refused and nothing is pending', refused('conflict'), [], 'ended'],
    ['is put off where that may be for want of what is pending', refused('conflict'), ['first'], 'postponed first'],
    ['ends where only what waits for it is pending', refused('conflict'), ['third'], 'ended'],
    ['ends where it is refused for another reason', refused('denied'), ['first'], 'ended'],
  ];
  for (const [title, outcome, pending, expected] of table)
    it(title, async () => {
      const { session, events } = rig();
      const [, second] = session.stack.resources;
      const turn = await takeTurn(
        session,
        second!,
        () => Promise.resolve(outcome),
        () => new Set(pending),
      );
      expect([turn.kind, ...(turn.kind === 'postponed' ? turn.until : [])].join(' ')).to.equal(expected);
      expect(turn.outcome).to.equal(outcome);
      const last = turn.kind === 'postponed' ? 'resource.postponed' : 'resource.finished';
      expect(events.map(({ kind }) => kind)).to.deep.equal(['resource.started', last]);
    });

  it('ends where the run is interrupted, whatever is pending', async () => {
    const { session, abort } = rig();
    abort();
    const [, second] = session.stack.resources;
    const turn = await takeTurn(
      session,
      second!,
      () => Promise.resolve(refused('conflict')),
      () => new Set(['first']),
    );
    expect(turn.kind).to.equal('ended');
  });
});

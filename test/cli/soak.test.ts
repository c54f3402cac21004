import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

const stack = 'test/fixtures/stacks/pool-and-queue';

describe('stack-deploy soak', () => {
  it('says what it has tried', () =>
    withRig(async (rig) => {
      rig.copy(stack, 'stack');
      const run = await rig.run('soak', 'stack', 'dev', '--scenario', 'kill/build/3/after');
      expect(run).to.deep.equal({
        code: 0,
        errors: '',
        output: dedent`
          disturbed   tried  of  violations  failed and put right
          kill build      1   1           0                     1

          not tried: change: it needs other values: --other KEY=VALUE or --other-values ENV
          1 of 1 scenario, 2 runs, 10 requests: 0 violations
        `,
      });
    }));

  it('writes the same as JSON', () =>
    withRig(async (rig) => {
      rig.copy(stack, 'stack');
      const { code, output } = await rig.run('soak', 'stack', 'dev', '--scenario', 'two/same/2/3', '--json');
      expect(code).to.equal(0);
      expect(JSON.parse(output)).to.deep.include({
        ok: true,
        tried: 1,
        counts: [{ group: 'two same', tried: 1, of: 1, violations: 0, mended: 0 }],
        violations: [],
      });
    }));

  it('refuses what it does not know, and a stack that fails without a disturbance', () =>
    withRig(async (rig) => {
      rig.copy(stack, 'stack');
      expect((await rig.run('soak', 'stack', 'dev', '--scenario', 'kill/build/x/after')).errors).to.equal(
        'invalid --scenario "kill/build/x/after": use a name from the output of soak, such as kill/build/3/after\n',
      );
      expect((await rig.run('soak', 'stack', 'dev', '--scenario', 'fault/change/1/cut')).errors).to.equal(
        'invalid --scenario "fault/change/1/cut": the stack has no such run\n',
      );
      rig.edit('stack/resources/pool.iql', "'INACTIVE'", "'ACTIVE'");
      expect((await rig.run('soak', 'stack', 'dev')).errors).to.match(
        /^the stack cannot be soaked: an undisturbed teardown fails: pool: /,
      );
    }));
});

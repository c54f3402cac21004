import { expect } from 'chai';
import { diagnosticCodes } from '../../src/diagnostics/codes.ts';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

describe('stack-deploy explain', () => {
  it('prints what a code means, an example and the way out', async () => {
    await withRig(async (rig) => {
      expect(await rig.run('explain', 'sql/ambiguous-column')).to.deep.equal({
        code: 0,
        errors: '',
        output: dedent`
          sql/ambiguous-column

          A column name that several tables have.

              /*+ exists */
              SELECT user_pool_id
              FROM awscc.cognito.user_pools_list_only AS listed
              JOIN awscc.cognito.user_pools AS pool ON pool.Identifier = listed.user_pool_id
              WHERE listed.region = '{{ region }}' AND pool.region = '{{ region }}';

          Fix: write ${'`pool.user_pool_id`'}.
        `,
      });
    });
  });

  it('takes a code as it was copied, and one without its group where only one has it', async () => {
    await withRig(async (rig) => {
      const page = (await rig.run('explain', 'manifest/unknown-key')).output;
      expect((await rig.run('explain', 'error[manifest/unknown-key]:')).output).to.equal(page);
      expect((await rig.run('explain', 'unknown-key')).output).to.equal(page);
      expect(await rig.run('explain', 'syntax')).to.deep.include({ code: 1, output: '' });
    });
  });

  it('has a page for each code and lists all of them', async () => {
    await withRig(async (rig) => {
      const { output } = await rig.run('explain');
      const listed = output.split('\n').filter((line) => line !== '');
      expect(listed.map((line) => line.split(/ {2,}/))).to.deep.equal(Object.entries(diagnosticCodes));
      for (const code of Object.keys(diagnosticCodes)) {
        const page = await rig.run('explain', code);
        expect(page.output, code).to.match(/\nFix: /);
      }
    });
  });

  it('suggests the code that was meant', async () => {
    await withRig(async (rig) => {
      expect(await rig.run('explain', 'manifest/unknwon-key')).to.deep.equal({
        code: 1,
        output: '',
        errors: 'there is no diagnostic "manifest/unknwon-key"\ndid you mean "manifest/unknown-key"?\n',
      });
    });
  });
});

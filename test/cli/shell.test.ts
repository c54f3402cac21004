import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

describe('stack-deploy shell', () => {
  it('reads statements of several lines from a pipe, and its own commands', async () => {
    await withRig(async (rig) => {
      rig.input = [
        "SELECT 'a;b' AS text, -- not the end;",
        '  1 AS one',
        '; select 2 as two; select 3',
        'as three;',
        '\\x',
        'SELECT 4 AS four;',
        '\\region eu-west-1',
        '\\region',
        '\\region nowhere',
        '\\dx',
        'SELECT count(*) AS pools FROM awscc.cognito.user_pools',
      ].join('\n');
      const run = await rig.run('shell', '--local');
      expect(run.output).to.equal(dedent`
        ┌──────┬─────┐
        │ text │ one │
        ├──────┼─────┤
        │ a;b  │   1 │
        └──────┴─────┘
        ┌─────┐
        │ two │
        ├─────┤
        │   2 │
        └─────┘
        ┌───────┐
        │ three │
        ├───────┤
        │     3 │
        └───────┘
        ── row 1 ──
        four  4
        ── row 1 ──
        pools  0
      `);
      expect(run.code).to.equal(0);
      expect(run.errors).to.equal(dedent`
        1 row
        1 row
        1 row
        a line for each value
        1 row
        eu-west-1
        nowhere is no name of a region; write it as us-east-1
        there is no ${'\\'}dx; did you mean "${'\\'}d"?
        1 row
      `);
    });
  });

  it('ends a pipe at the first mistake', async () => {
    await withRig(async (rig) => {
      rig.input = 'SELECT 1 AS one;\nSELECT nam FROM awscc.cognito.user_pools;\nSELECT 2;\n';
      const run = await rig.run('shell', '--local', '--region', 'us-east-1', '--format', 'csv');
      expect(run).to.deep.equal({
        code: 1,
        output: 'one\n1\n',
        errors: dedent`
          error[resource/unknown-column]: awscc.cognito.user_pools has no column "nam"
           --> <shell>:1:8
            |
          1 | SELECT nam FROM awscc.cognito.user_pools;
            |        ^^^
        `,
      });
      rig.input = 'DELETE FROM awscc.cognito.user_pools WHERE Identifier = 1;\n';
      const write = await rig.run('shell', '--local', '--region', 'us-east-1');
      expect(write.code).to.equal(1);
      expect(write.errors).to.include('= help: start the shell with --write to let it');
    });
  });

  it('leaves with \\q, exit and the end of input', async () => {
    await withRig(async (rig) => {
      for (const word of ['\\q', 'exit', 'QUIT;', '']) {
        rig.input = `SELECT 1 AS one;\n${word}${word === '' ? '' : '\nSELECT 2;\n'}`;
        expect(await rig.run('shell', '--local', '--format', 'csv')).to.deep.equal({
          code: 0,
          output: 'one\n1\n',
          errors: '',
        });
      }
    });
  });
});

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
        1 row
      `);
    });
  });

  it('finds tables by a part of their names, or by their types', async () => {
    await withRig(async (rig) => {
      for (const name of ['awscc.cognito.user_pool_groups', 'user_pool_groups', 'AWS::Cognito::UserPoolGroup']) {
        rig.input = `\\d ${name}`;
        const run = await rig.run('shell', '--local');
        expect(run.output).to.match(/^┌.*\n│ column .*\n├.*\n(?:│.*\n)*└.*\n$/);
        expect(run.output).to.include('│ group_name');
        expect([run.code, run.errors]).to.deep.equal([0, '']);
      }
      rig.input = '\\dt nothing*\n\\dt tagging';
      expect(await rig.run('shell', '--local')).to.deep.equal({
        code: 0,
        output: dedent`
          ┌────────────────────────────────┬──────┐
          │ table                          │ type │
          ├────────────────────────────────┼──────┤
          │ awscc.tagging.tagged_resources │ NULL │
          └────────────────────────────────┴──────┘
        `,
        errors: 'no table matches nothing*\n',
      });
    });
  });

  it('switches lines and times on and off, and tells its commands', async () => {
    await withRig(async (rig) => {
      rig.input = ['\\x on', '\\x', '\\timing on', 'select 1 as a;', '\\timing off', 'help'].join('\n');
      const run = await rig.run('shell', '--local', '--format', 'csv');
      expect([run.code, run.output]).to.deep.equal([0, 'a\n1\n']);
      expect(run.errors).to.equal(dedent`
        a line for each value
        tables
        time and requests are told
        0.0 s, 0 requests, 0 ms
        time and requests are not told
        \?                this help
        \d [TABLE]        the columns of a table; without one the services
        \dt [PATTERN]     the services; with a service or pattern its tables
        \x [on|off]       a line for each value, or tables again
        \timing [on|off]  tell the time and requests of each statement, or no more
        \region [REGION]  the region of statements that name none
        \q                leave

        A statement ends with ; and may have several lines. Ctrl-C ends it, Ctrl-D the shell.
      `);
    });
  });

  it('ends a pipe at the first command that makes no sense', async () => {
    await withRig(async (rig) => {
      const wrong = [
        [
          '\\d groups',
          'there are several tables groups: awscc.greengrass.groups, awscc.iam.groups, awscc.identitystore.groups, awscc.resourcegroups.groups, awscc.synthetics.groups, awscc.xray.groups',
        ],
        ['\\d nothing', 'there is no table nothing'],
        [
          '\\d awscc.cognito.user_pol',
          'there is no table awscc.cognito.user_pol; did you mean "awscc.cognito.user_pools"?',
        ],
        ['\\d userpools', 'there is no table userpools; did you mean "user_pools"?'],
        ['\\dx', 'there is no \\dx; did you mean "\\d"?'],
        ['\\region us-east1', 'invalid region "us-east1"; did you mean "us-east-1"?'],
        ['\\region Mars 1', 'invalid region "Mars 1"; use a name such as eu-west-1'],
        ['\\x maybe', 'it is on or off, not maybe'],
      ] as const;
      for (const [command, errors] of wrong) {
        rig.input = `${command}\nSELECT 1 AS one;\n`;
        expect(await rig.run('shell', '--local')).to.deep.equal({ code: 1, output: '', errors: errors + '\n' });
      }
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
            = help: DESCRIBE awscc.cognito.user_pools lists its columns
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

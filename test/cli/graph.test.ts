import { expect } from 'chai';
import { openStack } from '../../src/api/open-stack.ts';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

describe('stack-deploy graph', () => {
  const stack = 'test/fixtures/flows/condition';
  const example = 'examples/cognito-user-pool';

  it('draws an arrow to each user of a resource, with the values where they are asked for', async () => {
    await withRig(async (rig) => {
      rig.copy(example);
      expect(await rig.run('graph', example, 'dev')).to.deep.equal({
        code: 0,
        errors: '',
        output: dedent`
          flowchart TD
            n0["user_pool<br/>AWS::Cognito::UserPool"]
            n1["browser_client<br/>AWS::Cognito::UserPoolClient"]
            n2["machine_client<br/>AWS::Cognito::UserPoolClient"]
            n0 --> n1
            n0 --> n2
        `,
      });
      const dot = await rig.run('graph', example, 'dev', '--values', '--format', 'dot');
      expect(dot.errors).to.equal('');
      expect(dot.output).to.equal(
        [
          'digraph "cognito-user-pool" {',
          '  node [shape=box];',
          '  "user_pool" [label="user_pool\\nAWS::Cognito::UserPool"];',
          '  "browser_client" [label="browser_client\\nAWS::Cognito::UserPoolClient"];',
          '  "machine_client" [label="machine_client\\nAWS::Cognito::UserPoolClient"];',
          '  "user_pool" -> "browser_client" [label="user_pool_id"];',
          '  "user_pool" -> "machine_client" [label="user_pool_id"];',
          '}',
          '',
        ].join('\n'),
      );
    });
  });

  it('has dashed lines for what an "if" leaves out, and says of a query that it is one', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const run = await rig.run('graph', stack, 'prd', '-e', 'region=us-east-1', '-e', 'parts=[]');
      expect(run).to.deep.equal({
        code: 0,
        errors: '',
        output: dedent`
          flowchart TD
            n0["pool<br/>AWS::Cognito::UserPool"]
            n1["settings<br/>query"]
            classDef skipped stroke-dasharray:4 4
            class n1 skipped
        `,
      });
    });
  });

  it('tells what is wrong with a stack instead of drawing it', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const run = await rig.run('graph', stack, 'dev');
      expect(run.code).to.equal(1);
      expect(run.output).to.equal('');
      expect(run.errors).to.match(/^error\[template\/undefined\]: "parts" is not defined/m);
    });
  });

  it('is coloured by a plan of its stack and environment, and by no other', async () => {
    await withRig(async (rig) => {
      rig.copy(example);
      rig.write('first.json', (await rig.run('plan', example, 'dev', '--local', '--json')).output);
      const first = await rig.run('graph', example, 'dev', '--plan', 'first.json');
      expect(first.errors).to.equal('');
      expect(first.output).to.match(/\n {2}classDef create fill:\S+\n {2}class n0,n1,n2 create\n$/);

      await rig.run('build', example, 'dev', '--local', '--only', 'user_pool');
      rig.write('second.json', (await rig.run('plan', example, 'dev', '--local', '--json')).output);
      const second = await rig.run('graph', example, 'dev', '--plan', 'second.json', '--format', 'dot');
      expect(second.errors).to.equal('');
      expect(second.output.split('\n').slice(2, 5)).to.deep.equal([
        '  "user_pool" [label="user_pool\\nAWS::Cognito::UserPool", style="filled", fillcolor="#f6f8fa", color="#8c959f"];',
        '  "browser_client" [label="browser_client\\nAWS::Cognito::UserPoolClient", style="filled", fillcolor="#d4f4dd", color="#2da44e"];',
        '  "machine_client" [label="machine_client\\nAWS::Cognito::UserPoolClient", style="filled", fillcolor="#d4f4dd", color="#2da44e"];',
      ]);

      const refused = async (environment: string, file: string) => {
        const { code, output, errors } = await rig.run('graph', example, environment, '--plan', file);
        expect({ code, output }).to.deep.equal({ code: 1, output: '' });
        return errors;
      };
      rig.write('broken.json', '{"format": 1,\n"stack": shop}\n');
      rig.write('other.json', '{"format": 1, "outcome": "created"}\n');
      expect(await refused('prd', 'second.json')).to.equal(dedent`
        error[input/plan]: the plan is for cognito-user-pool (dev), and the stack is cognito-user-pool (prd)
          = help: plan cognito-user-pool in prd again
      `);
      expect(await refused('dev', 'broken.json')).to.equal(dedent`
        error[input/plan]: broken.json is not JSON: expected a value, got "shop"
         --> broken.json:2:10
          |
        1 | {"format": 1,
        2 | "stack": shop}
          |          ^^^^
      `);
      expect(await refused('dev', 'other.json')).to.equal(dedent`
        error[input/plan]: other.json is not a plan in format 1
          = help: write it with: stack-deploy plan STACK_DIR STACK_ENV --json
      `);
      expect(await refused('dev', 'none.json')).to.equal(dedent`
        error[input/file-missing]: the plan none.json does not exist
      `);
    });
  });

  it('has colours for the actions of a plan', async () => {
    await withRig(async (rig) => {
      rig.copy(example);
      const { value } = await openStack({ folder: example, environment: 'dev', workingDirectory: rig.folder });
      const actions = new Map([
        ['user_pool', 'update'],
        ['machine_client', 'create'],
      ] as const);
      expect(value?.drawGraph('mermaid', { actions })).to.equal(dedent`
        flowchart TD
          n0["user_pool<br/>AWS::Cognito::UserPool"]
          n1["browser_client<br/>AWS::Cognito::UserPoolClient"]
          n2["machine_client<br/>AWS::Cognito::UserPoolClient"]
          n0 --> n1
          n0 --> n2
          classDef create fill:#d4f4dd,stroke:#2da44e,color:#1f2328
          class n2 create
          classDef update fill:#fff3cd,stroke:#bf8700,color:#1f2328
          class n0 update
      `);
    });
  });
});

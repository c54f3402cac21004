import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** How `exists` says that the pool is there, and whether its other queries can go by that. */
const selections = [
  { how: 'its identifier', selected: 'user_pool_id', isEnough: true },
  { how: 'its identifier among others', selected: 'user_pool_name AS name, user_pool_id', isEnough: true },
  { how: 'its name alone', selected: 'user_pool_name', isEnough: false },
  { how: 'a count', selected: 'COUNT(*) AS count', isEnough: false },
] as const;

function write(rig: Rig, selected: string): void {
  rig.write(
    'shop/stackql_manifest.yml',
    'version: 1\nname: shop\nresources:\n  - name: pool\n    exports: [arn]\n  - name: sign_up\n    type: query\n    sql: "SELECT \'{{ pool.arn }}\' AS arn"\n',
  );
  const id = selected.includes('user_pool_id') ? '{{ this.user_pool_id }}' : 'us-east-1_Other12345';
  rig.write(
    'shop/resources/pool.iql',
    dedent`
      /*+ exists */
      SELECT ${selected} FROM awscc.cognito.user_pools WHERE user_pool_name = 'customers';

      /*+ create */
      INSERT INTO awscc.cognito.user_pools (UserPoolName, MfaConfiguration) SELECT 'customers', 'OFF';

      /*+ statecheck */
      SELECT COUNT(*) AS count FROM awscc.cognito.user_pools
      WHERE user_pool_name = 'customers' AND mfa_configuration = 'OFF';

      /*+ update */
      UPDATE awscc.cognito.user_pools
      SET PatchDocument = '[{"op": "add", "path": "/MfaConfiguration", "value": "OFF"}]'
      WHERE Identifier = '${id}';

      /*+ exports */
      SELECT arn FROM awscc.cognito.user_pools WHERE user_pool_name = 'customers';

      /*+ delete */
      DELETE FROM awscc.cognito.user_pools WHERE Identifier = '${id}';
    `,
  );
}

/** Makes pools of the same name, the second with tags and another MFA configuration; their ids, in the order of a list. */
async function makeTwins(rig: Rig): Promise<readonly [string, string]> {
  rig.environment.set('AWS_REGION', 'us-east-1');
  return withLocalCloud(rig, async (cloud) => {
    const made: string[] = [];
    for (const more of [{}, { UserPoolTags: { team: 'web' }, MfaConfiguration: 'OPTIONAL' }]) {
      const event = await cloud.change('CreateResource', {
        TypeName: 'AWS::Cognito::UserPool',
        DesiredState: JSON.stringify({
          UserPoolName: 'customers',
          ...more,
          EnabledMfas: 'MfaConfiguration' in more ? ['SOFTWARE_TOKEN_MFA'] : [],
        }),
      });
      made.push(textOf(event['Identifier']));
    }
    return [made[0] ?? '', made[1] ?? ''];
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function pools(rig: Rig): Promise<readonly string[]> {
  return withLocalCloud(rig, (cloud) => cloud.list('AWS::Cognito::UserPool'));
}

async function say(rig: Rig, verb: string, ...more: readonly string[]): Promise<string> {
  const { code, output, errors } = await rig.run(verb, 'shop', 'dev', '--local', ...more);
  return `exit ${code}\n${(output + errors).replaceAll(/ {2}\d+(\.\d+)? ?m?s$/gm, '').replaceAll(/ +$/gm, '')}`;
}

describe('Several resources where exists means one', () => {
  for (const { how, selected, isEnough } of selections) {
    it(`are listed with what tells them apart, where it selects ${how}`, () =>
      withRig(async (rig) => {
        write(rig, selected);
        const [first, second] = await makeTwins(rig);
        const lines = [`${first}  name customers`, `${second}  name customers, team=web`];
        for (const verb of ['build', 'test', 'teardown', 'drift']) {
          const said = await say(rig, verb);
          expect(said, verb).to.match(/^exit 1/);
          const shown = said.split('\n').map((line) => line.trim());
          expect(shown, verb).to.include.members([
            ...lines,
            'to choose one for good, make the query say which one is meant',
          ]);
          expect(said, verb).to.include('to choose one for this run, give it --identifier pool=');
        }
        expect(await pools(rig)).to.have.members([first, second]);
      }));

    if (!isEnough) continue;
    it(`are told apart by --identifier in every verb, where it selects ${how}`, () =>
      withRig(async (rig) => {
        write(rig, selected);
        const [first, second] = await makeTwins(rig);
        const chosen = ['--identifier', `pool=${second}`];
        expect(await say(rig, 'plan', ...chosen)).to.include(`~ pool  AWS::Cognito::UserPool  ${second}`);
        expect(await say(rig, 'test', ...chosen)).to.include('it is not as desired');
        expect(await say(rig, 'build', ...chosen)).to.match(/^exit 0\n[^]*pool +updated/);
        expect(await say(rig, 'build', ...chosen)).to.match(/^exit 0\n[^]*pool +unchanged/);
        expect(await say(rig, 'test', ...chosen)).to.match(/^exit 0/);
        const live = await withLocalCloud(rig, (cloud) => cloud.properties('AWS::Cognito::UserPool', first));
        expect(live['MfaConfiguration']).to.equal('OFF');
        expect(await say(rig, 'teardown', ...chosen)).to.match(/^exit 0\n[^]*pool +deleted/);
        expect(await pools(rig)).to.deep.equal([first]);
        expect(await say(rig, 'build')).to.match(/^exit 0\n[^]*pool +unchanged/);
      }));
  }

  it('are never answered by a create: what --identifier names has to be there', () =>
    withRig(async (rig) => {
      write(rig, 'user_pool_id');
      const made = await makeTwins(rig);
      for (const verb of ['build', 'test', 'plan'])
        expect(await say(rig, verb, '--identifier', 'pool=us-east-1_Absent999'), verb).to.include(
          'the query exists does not find us-east-1_Absent999, which --identifier names',
        );
      expect(await pools(rig)).to.have.members(made);
      expect(await say(rig, 'teardown', '--identifier', 'pool=us-east-1_Absent999')).to.match(/pool +absent/);
      expect(await pools(rig)).to.have.members(made);
    }));

  it('are refused under a name that the manifest does not have', () =>
    withRig(async (rig) => {
      write(rig, 'user_pool_id');
      await makeTwins(rig);
      expect(await say(rig, 'build', '--identifier', 'pol=x')).to.include(
        'error[input/option]: --identifier pol names no resource of the manifest',
      );
      expect(await say(rig, 'build', '--identifier', 'pool')).to.include('It is NAME=ID.');
    }));

  it('are refused for an entry that stands for several resources', () =>
    withRig(async (rig) => {
      rig.copy('test/fixtures/stacks/club', 'shop');
      expect(await say(rig, 'build', '-e', 'YEAR=1999', '--identifier', 'team_groups=x')).to.include(
        'error[input/option]: --identifier team_groups names an entry of type multi; it needs one of type resource',
      );
    }));

  it('are told apart in a saved plan, and its run needs nothing else', () =>
    withRig(async (rig) => {
      write(rig, 'user_pool_id');
      const [, second] = await makeTwins(rig);
      await say(rig, 'plan', '--identifier', `pool=${second}`, '--out', 'plan.json');
      expect(await say(rig, 'build', '--plan', 'plan.json')).to.match(/^exit 0\n[^]*pool +updated/);
    }));
});

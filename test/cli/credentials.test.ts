import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { spawnProgram } from '../support/spawn-program.ts';

const manifest = dedent`
  version: 1
  name: shop
  providers: [awscc]
  resources:
    - name: pool
    - name: deployer
`;
const pool = dedent`
  /*+ exists */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE user_pool_name = 'customers'
  /*+ create */
  INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT 'customers'
`;
const role = dedent`
  /*+ exists */
  SELECT role_name FROM awscc.iam.roles WHERE Identifier = 'deployer'
  /*+ create */
  INSERT INTO awscc.iam.roles (RoleName, AssumeRolePolicyDocument)
  SELECT 'deployer', '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}'
  /*+ delete */
  DELETE FROM awscc.iam.roles WHERE Identifier = 'deployer'
`;

function writeStack(rig: Rig): void {
  rig.write('shop/stackql_manifest.yml', manifest);
  rig.write('shop/resources/pool.iql', pool);
  rig.write('shop/resources/deployer.iql', role);
}

/** Nothing of this machine may answer for AWS. */
const alone = { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' };

describe('credentials', () => {
  it('that are nowhere are said before the run begins', async () => {
    await withRig(async (rig) => {
      writeStack(rig);
      const run = await spawnProgram(['build', 'shop', 'dev'], { folder: rig.folder, environment: alone });
      expect(run).to.deep.include({
        code: 1,
        output: '',
        errors: dedent`
          error[input/credentials]: no AWS credentials were found: Could not load credentials from any providers
            = help: name a profile with --profile, sign in with "aws sso login", or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; --local needs no account
        `,
      });
    });
  });

  it('of a profile that is not there name it, whoever names it', async () => {
    await withRig(async (rig) => {
      writeStack(rig);
      rig.write('config', '[default]\nregion = eu-west-1\n[profile deploy]\nregion = eu-west-1\n');
      rig.environment.set('AWS_REGION', 'eu-west-1');
      rig.environment.set('AWS_CONFIG_FILE', `${rig.folder}/config`);
      rig.environment.set('AWS_SHARED_CREDENTIALS_FILE', `${rig.folder}/none`);
      const told = (from: string, help: string): string => dedent`
        error[input/credentials]: there is no profile ${from} in ${rig.folder}/config or ${rig.folder}/none
          = help: ${help}
      `;
      const others = 'there are default, deploy; --local needs no account';
      expect(await rig.run('build', 'shop', 'dev', '--profile', 'nobody')).to.deep.equal({
        code: 1,
        output: '',
        errors: told('"nobody"', others),
      });
      rig.environment.set('AWS_PROFILE', 'deplyo');
      expect(await rig.run('query', 'SHOW PROVIDERS')).to.deep.equal({
        code: 1,
        output: '',
        errors: told('"deplyo" (AWS_PROFILE)', 'did you mean "deploy"?'),
      });
      expect(await rig.run('query', 'SHOW PROVIDERS', '--local')).to.deep.include({ code: 0 });
    });
  });

  it('of a session that has ended are said to be renewed', async () => {
    await withRig(async (rig) => {
      writeStack(rig);
      rig.write('.aws/config', ssoProfile);
      rig.write(
        '.aws/sso/cache/e8be5486177c5b5392bd9aa76563515b29358e6e.json',
        JSON.stringify({ accessToken: 'an-access-token', expiresAt: '2020-01-01T00:00:00Z' }),
      );
      const argv = ['build', 'shop', 'dev', '--profile', 'sso'];
      const run = await spawnProgram(argv, { folder: rig.folder, environment: alone });
      expect(run).to.deep.include({
        code: 1,
        output: '',
        errors: dedent`
          error[input/credentials]: the session has expired: The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile
            = help: sign in again with "aws sso login --profile sso", or renew the credentials; --local needs no account
        `,
      });
    });
  });
});

describe('the region of statements that name none', () => {
  it('is that of AWS_REGION in .env and with -e, and services without regions need none', async () => {
    await withRig(async (rig) => {
      writeStack(rig);
      const refused = await rig.run('build', 'shop', 'dev', '--local');
      expect(refused.code).to.equal(1);
      // Of the pool alone: roles have no region.
      expect(refused.errors.match(/error\[.*/g)).to.deep.equal([
        'error[input/region]: no region is known for this statement',
        'error[input/region]: no region is known for this statement',
      ]);
      rig.write('.env', 'AWS_REGION=eu-west-1\n');
      const built = await rig.run('build', 'shop', 'dev', '--local');
      expect(built, built.errors).to.deep.include({ code: 0 });
      const ask =
        "SELECT region, user_pool_name FROM awscc.cognito.user_pools WHERE region IN ('eu-west-1', 'eu-west-2')";
      const pools = async (): Promise<string> => (await rig.run('query', ask, '--local', '--format', 'csv')).output;
      expect(await pools()).to.equal('region,user_pool_name\neu-west-1,customers\n');
      const elsewhere = await rig.run('build', 'shop', 'dev', '--local', '-e', 'AWS_REGION=eu-west-2');
      expect(elsewhere, elsewhere.errors).to.deep.include({ code: 0 });
      expect(await pools()).to.equal('region,user_pool_name\neu-west-1,customers\neu-west-2,customers\n');
    });
  });

  it('is said to have no effect where every statement names its own', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool', 'shop');
      const warned = await rig.run('validate', 'shop', 'dev', '--region', 'eu-west-1');
      expect(warned).to.deep.include({ code: 0 });
      expect(warned.errors).to.include(
        'warning[input/region]: --region eu-west-1 has no effect: every statement names its own region',
      );
      const same = await rig.run('validate', 'shop', 'dev', '--region', 'us-east-1');
      expect(same.errors).not.to.include('no effect');
    });
  });
});

const ssoProfile = dedent`
  [profile sso]
  sso_start_url = https://example.awsapps.com/start
  sso_region = us-east-1
  sso_account_id = 123456789012
  sso_role_name = deploy
  region = us-east-1
`;

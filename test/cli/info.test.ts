import { expect } from 'chai';
import { versionOf } from '../../src/base/package-root.ts';
import { withRig } from '../support/rig.ts';

describe('stack-deploy info', () => {
  /** The rows that depend on the environment. */
  async function rows(
    environment: Readonly<Record<string, string>>,
    ...options: readonly string[]
  ): Promise<readonly string[]> {
    return withRig(async (rig) => {
      for (const [name, value] of Object.entries(environment)) rig.environment.set(name, value);
      const run = await rig.run('info', ...options);
      expect(run).to.deep.include({ code: 0, errors: '' });
      return run.output
        .split('\n')
        .filter((line) => /^(?:target|region|credentials|account) /.test(line))
        .map((line) => line.replace(/^(\w+) +/, '$1: '));
    });
  }

  it('tells versions, platform and where schemas are', async () => {
    await withRig(async (rig) => {
      const { output } = await rig.run('info');
      expect(output).to.include(`stack-deploy  ${versionOf()}\nnode          ${process.versions.node}\n`);
      expect(output).to.match(/^schemas {7}\S+resource-types\/? \(\d+ types\)$/m);
    });
  });

  it('tells the account of the embedded Cloud Control', async () => {
    expect(await rows({ AWS_REGION: 'eu-west-1' }, '--local')).to.deep.equal([
      'target: the embedded Cloud Control in .stack-deploy/local',
      'region: eu-west-1 (AWS_REGION)',
      'credentials: none are needed',
      'account: 000000000000',
    ]);
    expect(await rows({ AWS_ACCESS_KEY_ID: '123456789012' }, '--local')).to.include('account: 123456789012');
  });

  it('tells where credentials for AWS come from, without showing them', async () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'never-shown' };
    expect(await rows(keys)).to.deep.equal([
      'target: AWS',
      'region: none is set; statements have to name one',
      'credentials: AWS_ACCESS_KEY_ID AKIA…MPLE',
      'account: known to AWS alone; --ask asks it',
    ]);
    expect(await rows({ ...keys, AWS_PROFILE: 'shop', AWS_ACCOUNT_ID: '123456789012' })).to.include.members([
      'credentials: profile shop (AWS_PROFILE)',
      'account: 123456789012',
    ]);
    const role = { AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ci', AWS_WEB_IDENTITY_TOKEN_FILE: '/token' };
    expect(await rows(role)).to.include.members([
      'credentials: web identity for arn:aws:iam::123456789012:role/ci (AWS_WEB_IDENTITY_TOKEN_FILE)',
      'account: 123456789012',
    ]);
  });

  it('takes the region of the profile where nothing else says one, and not with --local', async () => {
    await withRig(async (rig) => {
      rig.write(
        'home/.aws/config',
        '[default]\nregion = eu-north-1\n[profile shop]\ns3 =\n  region = x\nregion=eu-west-3 # Paris\n',
      );
      rig.write('home/.aws/credentials', '[other]\nregion = sa-east-1\n');
      rig.environment.set('HOME', `${rig.folder}/home`);
      const regionOf = async (...options: readonly string[]) =>
        /^region +(.*)$/m.exec((await rig.run('info', ...options)).output)?.[1];
      expect(await regionOf()).to.equal('eu-north-1 (profile default)');
      expect(await regionOf('--profile', 'shop')).to.equal('eu-west-3 (profile shop)');
      expect(await regionOf('--profile', 'other')).to.equal('sa-east-1 (profile other)');
      expect(await regionOf('--profile', 'nobody')).to.equal('none is set; statements have to name one');
      expect(await regionOf('--local')).to.equal('none is set; statements have to name one');
      rig.environment.set('AWS_REGION', 'us-west-2');
      expect(await regionOf('--profile', 'shop')).to.equal('us-west-2 (AWS_REGION)');
    });
  });

  it('prints one JSON document', async () => {
    await withRig(async (rig) => {
      const { output } = await rig.run(
        'info',
        '--region',
        'eu-west-1',
        '--endpoint-url',
        'http://127.0.0.1:4566',
        '--json',
      );
      expect(JSON.parse(output)).to.deep.include({
        format: 1,
        version: versionOf(),
        target: 'http://127.0.0.1:4566',
        region: { name: 'eu-west-1', from: '--region' },
        caller: {
          credentials: 'the default profile, else the role of this machine',
          account: null,
          arn: null,
        },
      });
    });
  });
});

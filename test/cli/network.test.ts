import { expect } from 'chai';
import { withAwsBehindProxy, type AwsBehindProxy } from '../support/aws-behind-proxy.ts';
import { createAuthority } from '../support/certificates.ts';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { spawnProgram } from '../support/spawn-program.ts';

const poolNames = "SELECT user_pool_name FROM awscc.cognito.user_pools WHERE region = 'us-east-1'";
const ask = ['query', poolNames, '--format', 'csv'] as const;
const answered = { code: 0, output: 'user_pool_name\n' };
const cloudControl = 'cloudcontrolapi.us-east-1.amazonaws.com:443';

/** The network of a company: its proxy and the file with its certificates. */
function enter(rig: Rig, aws: AwsBehindProxy, more: Readonly<Record<string, string>> = {}): void {
  rig.write('company.pem', aws.authority.certificate);
  const given = { HTTPS_PROXY: aws.proxyUrl, AWS_CA_BUNDLE: 'company.pem', ...more };
  for (const [name, value] of Object.entries(given)) rig.environment.set(name, value);
}

describe('a proxy and certificates of a company', () => {
  it('leads every request through the proxy of HTTPS_PROXY, trusting AWS_CA_BUNDLE', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        enter(rig, aws);
        const run = await rig.run(...ask);
        expect(run, run.errors).to.deep.include(answered);
        expect(new Set(aws.connected)).to.deep.equal(new Set([cloudControl]));
      }),
    );
  });

  it('takes https_proxy before HTTPS_PROXY, without a scheme too, and sends its user and password', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        const proxy = aws.proxyUrl.replace('http://', 'deploy:p%40ss%@');
        enter(rig, aws, { HTTPS_PROXY: 'http://127.0.0.1:1', https_proxy: proxy });
        const run = await rig.run(...ask);
        expect(run, run.errors).to.deep.include(answered);
        const [first] = aws.credentials;
        expect(Buffer.from(first?.slice('Basic '.length) ?? '', 'base64').toString()).to.equal('deploy:p%40ss%');
      }),
    );
  });

  it('asks STS for a role and for the caller through the proxy, too', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        enter(rig, aws);
        rig.write('shop/stackql_manifest.yml', manifest);
        rig.write('shop/resources/pool.iql', pool);
        const run = await rig.run('info', 'shop', 'dev', '--ask', '--region', 'eu-west-1');
        expect(run, run.errors).to.deep.include({ code: 0 });
        expect(run.output).to.include('arn:aws:iam::123456789012:user/deploy');
        const built = await rig.run('build', 'shop', 'dev', '--region', 'eu-west-1');
        expect(built, built.errors).to.deep.include({ code: 0 });
        expect([...new Set(aws.connected)].sort()).to.deep.equal([
          'cloudcontrolapi.eu-west-1.amazonaws.com:443',
          'sts.eu-west-1.amazonaws.com:443',
        ]);
      }),
    );
  });

  it('pulls schemas through the proxy', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        enter(rig, aws);
        const run = await rig.run(
          'schema',
          'pull',
          'AWS::Shop::Basket',
          '--region',
          'us-east-1',
          '--schema-dir',
          'own',
        );
        expect(run, run.errors).to.deep.include({ code: 0 });
        expect(rig.read('own/AWS-Shop-Basket.json')).to.include('A basket.');
        expect(aws.connected).to.deep.equal(['cloudformation.us-east-1.amazonaws.com:443']);
      }),
    );
  });

  it('reaches this machine without the proxy, by the certificates of the profile', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        rig.write('company.pem', aws.authority.certificate);
        rig.write('config', `[default]\nca_bundle = ${rig.folder}/company.pem # ours\n`);
        rig.environment.set('AWS_CONFIG_FILE', `${rig.folder}/config`);
        rig.environment.set('HTTPS_PROXY', 'http://127.0.0.1:1');
        const run = await rig.run(...ask, '--endpoint-url', aws.directUrl);
        expect(run, run.errors).to.deep.include(answered);
      }),
    );
  });

  it('gets the credentials of an SSO session through the proxy, as a process of its own with NODE_EXTRA_CA_CERTS', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        rig.write('company.pem', aws.authority.certificate);
        rig.write('.aws/config', ssoProfile);
        rig.write(`.aws/sso/cache/${ssoCacheName}.json`, ssoToken);
        const environment = { HTTPS_PROXY: aws.proxyUrl, NODE_EXTRA_CA_CERTS: `${rig.folder}/company.pem` };
        const run = await spawnProgram([...ask, '--profile', 'sso'], { folder: rig.folder, environment });
        expect(run, run.errors).to.deep.include(answered);
        expect(aws.connected).to.deep.equal(['portal.sso.us-east-1.amazonaws.com:443', cloudControl]);
      }),
    );
  });

  it('names the proxy that refuses, without its password, and asks once', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(
        rig,
        async (aws) => {
          enter(rig, aws, { HTTPS_PROXY: aws.proxyUrl.replace('//', '//deploy:hunter2@') });
          const run = await rig.run(...ask);
          expect(run).to.deep.equal({
            code: 1,
            output: '',
            errors: dedent`
              error: access was denied: ListResources of AWS::Cognito::UserPool in us-east-1
                HTTP 407: the proxy ${aws.proxyUrl} (HTTPS_PROXY) did not connect to ${cloudControl}: 407 Proxy Authentication Required; write the user and password into its address: http://USER:PASSWORD@…
            `,
          });
          expect(aws.connected).to.have.length(1);
        },
        { refuses: '407 Proxy Authentication Required' },
      ),
    );
  });

  it('names the proxy that is not there', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        enter(rig, aws, { HTTPS_PROXY: 'http://127.0.0.1:1' });
        const run = await rig.run(...ask);
        expect(run).to.deep.include({
          code: 1,
          errors: dedent`
            error: the endpoint cannot be reached: ListResources of AWS::Cognito::UserPool in us-east-1
              ECONNREFUSED: the proxy http://127.0.0.1:1 (HTTPS_PROXY) cannot be reached: connect ECONNREFUSED 127.0.0.1:1
              tried 4 times
          `,
        });
      }),
    );
  });

  it('names the certificates that were trusted where they are not the right ones', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        enter(rig, aws);
        rig.write('company.pem', createAuthority('Another Company').certificate);
        const run = await rig.run(...ask);
        expect(run.code).to.equal(1);
        expect(run.errors).to.include(
          `the certificate of cloudcontrolapi.us-east-1.amazonaws.com is not trusted: unable to verify the first certificate; no certificate in ${rig.folder}/company.pem (AWS_CA_BUNDLE) vouches for it`,
        );
      }),
    );
  });

  it('refuses an address that is none and a file without certificates before anything is sent', async () => {
    await withRig(async (rig) => {
      rig.environment.set('https_proxy', 'socks5://deploy:hunter2@proxy:1080');
      rig.environment.set('HTTP_PROXY', 'http://');
      rig.environment.set('AWS_CA_BUNDLE', 'company.pem');
      rig.write('company.pem', 'no certificate');
      const run = await rig.run(...ask);
      expect(run).to.deep.equal({
        code: 1,
        output: '',
        errors: dedent`
          error[input/network]: https_proxy is the address of a socks5: proxy, which is not supported
            = help: set it to an address like http://proxy.example.com:3128, or unset it

          error[input/network]: HTTP_PROXY is not the address of a proxy
            = help: set it to an address like http://proxy.example.com:3128, or unset it

          error[input/network]: ${rig.folder}/company.pem (AWS_CA_BUNDLE) holds no certificate in PEM format
            = help: it must be a file of certificates in PEM format, those of your organization among them
        `,
      });
      const local = await rig.run(...ask, '--local');
      expect(local, local.errors).to.deep.include({ code: 0 });
    });
  });

  it('says what to set where nothing says which certificates to trust', async () => {
    await withRig((rig) =>
      withAwsBehindProxy(rig, async (aws) => {
        rig.environment.set('HTTPS_PROXY', aws.proxyUrl);
        const run = await rig.run(...ask);
        expect(run.code).to.equal(1);
        expect(run.errors).to.include('set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS to the file with its certificates');
      }),
    );
  });
});

const manifest = dedent`
  version: 1
  name: shop
  providers: [awscc]
  resources:
    - name: pool
      auth:
        awscc:
          role_arn: arn:aws:iam::123456789012:role/deploy
`;
const pool = dedent`
  /*+ exists */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'eu-west-1' AND user_pool_name = 'customers'
  /*+ create */
  INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'customers', 'eu-west-1'
`;
const ssoProfile = dedent`
  [profile sso]
  sso_start_url = https://example.awsapps.com/start
  sso_region = us-east-1
  sso_account_id = 123456789012
  sso_role_name = deploy
  region = us-east-1
`;
/** The SHA-1 digest of the start URL. */
const ssoCacheName = 'e8be5486177c5b5392bd9aa76563515b29358e6e';
const ssoToken = JSON.stringify({ accessToken: 'an-access-token', expiresAt: '2096-10-02T07:06:40Z' });

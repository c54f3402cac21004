import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withGuardedCloud, type GuardedCloud, type StsAnswer } from '../support/guarded-cloud.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const pool = dedent`
  /*+ exists */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND user_pool_name = '{{ resource_name }}'
  /*+ create */
  INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT '{{ resource_name }}', '{{ region }}'
  /*+ delete */
  DELETE FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}'
`;

const ours = '000000000000';
const theirs = '222222222222';
const given: StsAnswer = { kind: 'given', accessKeyId: theirs, sessionToken: 'a-token' };

/** A stack of two pools, of which the second has `auth`. */
function writeStack(rig: Rig, auth: string): void {
  const lines = auth.split('\n').map((line) => `          ${line}\n`);
  rig.write(
    'shop/stackql_manifest.yml',
    `version: 1
name: shop & co
providers: [awscc]
globals:
  - name: region
    value: us-east-1
resources:
  - name: here
    file: pool.iql
  - name: there
    file: pool.iql
    auth:
      awscc:
${lines.map((line) => line.slice(2)).join('')}`,
  );
  rig.write('shop/resources/pool.iql', pool);
}

function assumed({ requests }: GuardedCloud): readonly Readonly<Record<string, string>>[] {
  return requests.filter(({ operation }) => operation === 'AssumeRole').map(({ parameters }) => parameters);
}

/** `CreateResource by 222222222222 with a-token`. */
function signers({ requests }: GuardedCloud): readonly string[] {
  return requests.map(
    ({ operation, accessKeyId, sessionToken }) =>
      `${operation} by ${accessKeyId}${sessionToken === undefined ? '' : ` with ${sessionToken}`}`,
  );
}

describe('auth of a resource', () => {
  it('is refused of a script, which makes its requests itself', async () => {
    await withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1
          name: shop
          providers: [awscc]
          resources:
            - name: hello
              type: script
              run: echo hello
              auth:
                awscc:
                  profile: deploy
        `,
      );
      const run = await rig.run('validate', 'shop', 'dev');
      expect(run).to.deep.include({ code: 1 });
      expect(run.errors).to.include(
        'error[manifest/misplaced-key]: "auth" of hello has no effect: a script makes its requests itself\n  --> shop/stackql_manifest.yml:10:18',
      );
    });
  });

  it('signs the requests of that resource with a role that STS gives, asked for once', async () => {
    await withRig(async (rig) => {
      writeStack(
        rig,
        `role_arn: arn:aws:iam::${theirs}:role/deploy\nexternal_id: shop/42\nduration_seconds: 900\nsts_region: eu-west-1`,
      );
      await withGuardedCloud(rig, given, async (cloud) => {
        const run = await rig.run('build', 'shop', 'dev');
        expect(run, run.errors).to.deep.include({ code: 0 });
        expect(assumed(cloud)).to.deep.equal([
          {
            Action: 'AssumeRole',
            Version: '2011-06-15',
            RoleArn: `arn:aws:iam::${theirs}:role/deploy`,
            RoleSessionName: 'stack-deploy-shop---co-dev',
            ExternalId: 'shop/42',
            DurationSeconds: '900',
          },
        ]);
        const asRole = `by ${theirs} with a-token`;
        expect(signers(cloud).filter((line) => !line.startsWith('GetResourceRequestStatus'))).to.deep.equal([
          `ListResources by ${ours}`,
          // Before the first write the whole stack is looked at.
          `AssumeRole by ${ours}`,
          `ListResources ${asRole}`,
          `CreateResource by ${ours}`,
          `GetResource by ${ours}`,
          `ListResources ${asRole}`,
          `CreateResource ${asRole}`,
          `GetResource ${asRole}`,
        ]);
        // Each of the two accounts has its own pool, and only that.
        const removed = await rig.run('teardown', 'shop', 'dev');
        expect(removed, removed.errors).to.deep.include({ code: 0 });
        expect(signers(cloud).filter((line) => line.startsWith('DeleteResource'))).to.deep.equal([
          `DeleteResource ${asRole}`,
          `DeleteResource by ${ours}`,
        ]);
      });
    });
  });

  it('tells which role was refused, in the words of STS, and creates nothing with it', async () => {
    await withRig(async (rig) => {
      writeStack(rig, `role_arn: arn:aws:iam::${theirs}:role/deploy`);
      const message = 'User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole';
      await withGuardedCloud(rig, { kind: 'refused', status: 403, code: 'AccessDenied', message }, async (cloud) => {
        const run = await rig.run('build', 'shop', 'dev', '--log-level', 'warn');
        expect(run.code).to.equal(1);
        expect(run.errors).to.equal(dedent`
            there  failed     0.0 s
              access was denied: AssumeRole of arn:aws:iam::${theirs}:role/deploy in us-east-1
                AccessDenied: ${message}
                request id sts-request-1

          1 created, 1 failed in 0.0 s
        `);
        expect(signers(cloud).filter((line) => line.includes('AssumeRole') || line.includes('Create'))).to.deep.equal([
          `AssumeRole by ${ours}`,
          `CreateResource by ${ours}`,
          `AssumeRole by ${ours}`,
        ]);
      });
    });
  });

  it('asks for the role with the credentials of a profile', async () => {
    await withRig(async (rig) => {
      rig.write('config', '[profile deployer]\naws_access_key_id = 333333333333\naws_secret_access_key = x\n');
      writeStack(rig, `profile: deployer\nrole_arn: arn:aws:iam::${theirs}:role/deploy\nrole_session_name: ci`);
      await withSharedFiles(rig, () =>
        withGuardedCloud(rig, given, async (cloud) => {
          expect(await rig.run('build', 'shop', 'dev')).to.deep.include({ code: 0 });
          expect(signers(cloud)).to.include('AssumeRole by 333333333333');
          expect(assumed(cloud)[0]).to.include({ RoleSessionName: 'ci' });
        }),
      );
    });
  });

  it('knows the fields as StackQL calls them, and variables that hold their values', async () => {
    await withRig(async (rig) => {
      writeStack(
        rig,
        'type: aws_assume_role\nkeyIDenvvar: AWS_ACCESS_KEY_ID\ncredentialsenvvar: AWS_SECRET_ACCESS_KEY\naws_role_arn_env_var: DEPLOY_ROLE\naws_role_external_id: "{{ partner }}"',
      );
      const variables = ['-e', `DEPLOY_ROLE=arn:aws:iam::${theirs}:role/deploy`, '-e', 'partner=shop'];
      await withGuardedCloud(rig, given, async (cloud) => {
        expect(await rig.run('build', 'shop', 'dev', ...variables)).to.deep.include({ code: 0 });
        expect(assumed(cloud)).to.have.length(1);
        expect(assumed(cloud)[0]).to.include({ RoleArn: `arn:aws:iam::${theirs}:role/deploy`, ExternalId: 'shop' });
      });
    });
  });

  it('asks for no role where its value is left out', async () => {
    await withRig(async (rig) => {
      writeStack(rig, 'role_arn: "{{ DEPLOY_ROLE | default(omit) }}"');
      await withGuardedCloud(rig, given, async (cloud) => {
        expect(await rig.run('build', 'shop', 'dev')).to.deep.include({ code: 0 });
        expect(assumed(cloud)).to.deep.equal([]);
      });
    });
  });

  it('asks with the same for what `list` shows, in the region that it names', async () => {
    await withRig(async (rig) => {
      writeStack(rig, `role_arn: arn:aws:iam::${theirs}:role/deploy\nregion: eu-west-1`);
      rig.write(
        'shop/resources/pool.iql',
        pool.replaceAll(/ region = '{{ region }}' AND|, region|, '{{ region }}'/g, ''),
      );
      await withGuardedCloud(rig, given, async (cloud) => {
        const built = await rig.run('build', 'shop', 'dev', '--region', 'us-east-1');
        expect(built, built.errors).to.deep.include({ code: 0 });
        const { length: before } = cloud.requests;
        const run = await rig.run('list', 'shop', 'dev', '--region', 'us-east-1', '--json', '--summary');
        expect(run, run.errors).to.deep.include({ code: 0 });
        const shown = (output: string): readonly unknown[] =>
          (JSON.parse(output) as { resources: readonly Readonly<Record<string, unknown>>[] }).resources.map(
            ({ name, region, managedBy }) => [name, region, managedBy],
          );
        expect(shown(run.output)).to.deep.equal([['here', 'us-east-1', 'here']]);
        const usual = await rig.run('list', 'shop', 'dev', '-e', 'AWS_REGION=us-east-1', '--json', '--summary');
        expect(usual, usual.errors).to.deep.include({ code: 0 });
        expect(shown(usual.output)).to.deep.equal([
          ['here', 'us-east-1', 'here'],
          ['there', 'eu-west-1', 'there'],
        ]);
        expect(signers(cloud).slice(before)).to.include(`GetResource by ${theirs} with a-token`);
        // A type that the stack has nothing of is asked for with the usual credentials.
        const other = await rig.run('list', 'shop', 'dev', '-t', 'AWS::SQS::Queue', '--region', 'us-east-1');
        expect(other, other.errors).to.deep.include({ code: 0 });
        expect(signers(cloud).at(-1)).to.equal(`ListResources by ${ours}`);
      });
    });
  });

  it('is told by `info`, with whom AWS takes the caller for', async () => {
    await withRig(async (rig) => {
      writeStack(rig, `role_arn: arn:aws:iam::${theirs}:role/deploy`);
      const rows = (output: string) => output.split('\n').filter((line) => /^ *(?:role|caller|account) /.test(line));
      await withGuardedCloud(rig, given, async (cloud) => {
        const silent = await rig.run('info', 'shop', 'dev');
        expect(rows(silent.output)).to.deep.equal([
          'account       known to AWS alone; --ask asks it',
          `role          arn:aws:iam::${theirs}:role/deploy, for there`,
        ]);
        expect(cloud.requests).to.deep.equal([]);
        const asked = await rig.run('info', 'shop', 'dev', '--ask');
        expect(asked).to.deep.include({ code: 0, errors: '' });
        expect(rows(asked.output)).to.deep.equal([
          `caller        arn:aws:iam::${ours}:user/me`,
          `account       ${ours}`,
          `role          arn:aws:iam::${theirs}:role/deploy, for there`,
          `  caller      arn:aws:iam::${theirs}:assumed-role/deploy/session`,
        ]);
        expect(signers(cloud)).to.deep.equal([
          `GetCallerIdentity by ${ours}`,
          `AssumeRole by ${ours}`,
          `GetCallerIdentity by ${theirs} with a-token`,
        ]);
      });
      const message = 'not you';
      await withGuardedCloud(rig, { kind: 'refused', status: 403, code: 'AccessDenied', message }, async () => {
        const refused = await rig.run('info', 'shop', 'dev', '--ask');
        expect(refused.code).to.equal(1);
        expect(refused.errors).to.equal(dedent`
          error: access was denied: AssumeRole of arn:aws:iam::${theirs}:role/deploy in us-east-1
            AccessDenied: not you
            request id sts-request-1
        `);
        expect(rows(refused.output)).to.include(`caller        arn:aws:iam::${ours}:user/me`);
      });
    });
  });

  it('is a permission that the caller needs', async () => {
    await withRig(async (rig) => {
      writeStack(rig, `role_arn: arn:aws:iam::${theirs}:role/deploy`);
      const { code, output, errors } = await rig.run('permissions', 'shop', 'dev');
      expect(code).to.equal(0);
      const policy = JSON.parse(output) as { readonly Statement: readonly unknown[] };
      expect(policy.Statement.at(-1)).to.deep.equal({
        Sid: 'Roles',
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Resource: [`arn:aws:iam::${theirs}:role/deploy`],
      });
      expect(errors).to.include(`there acts as arn:aws:iam::${theirs}:role/deploy: that role needs those actions\n`);
    });
  });

  it('takes a role that an earlier resource exports, and does not look for what was made with one that is gone', async () => {
    await withRig(async (rig) => {
      writeStack(rig, "role_arn: '{{ deploy_role_arn }}'");
      const arn = `arn:aws:iam::${theirs}:role/deploy`;
      rig.edit(
        'shop/stackql_manifest.yml',
        '  - name: here\n    file: pool.iql\n',
        `  - name: role\n    type: query\n    sql: SELECT '${arn}' AS deploy_role_arn WHERE '{{ GONE | default("no") }}' = 'no'\n    exports: [deploy_role_arn]\n`,
      );
      const built = await rig.run('build', 'shop', 'dev', '--local');
      expect(built, built.errors).to.deep.include({ code: 0 });
      const gone = await rig.run('teardown', 'shop', 'dev', '--local', '-e', 'GONE=yes');
      expect(gone.errors).to.include('there  not looked for  it needs role.deploy_role_arn, which is not there');
      const removed = await rig.run('teardown', 'shop', 'dev', '--local');
      expect(removed.errors).to.match(/^ {2}there {2}deleted /m);
    });
  });

  it('means the account in the ARN of the role where the embedded Cloud Control is the target', async () => {
    await withRig(async (rig) => {
      writeStack(rig, `profile: nobody\nrole_arn: arn:aws:iam::${theirs}:role/deploy`);
      expect(await rig.run('build', 'shop', 'dev', '--local')).to.deep.include({ code: 0 });
      await withLocalCloud(rig, async ({ emulator }) => {
        const named = async (accountId: string): Promise<string> => {
          const body = JSON.stringify({ TypeName: 'AWS::Cognito::UserPool' });
          const target = 'CloudApiService.ListResources';
          const listed = await emulator.handle({ target, body, region: 'us-east-1', accountId });
          return listed.body;
        };
        expect((await named(ours)).match(/Identifier/g)).to.have.length(1);
        expect((await named(theirs)).match(/Identifier/g)).to.have.length(1);
      });
    });
  });
});

/** The SDK finds its shared files by the environment of the process. */
async function withSharedFiles<T>(rig: Rig, use: () => Promise<T>): Promise<T> {
  const files = { AWS_CONFIG_FILE: `${rig.folder}/config`, AWS_SHARED_CREDENTIALS_FILE: `${rig.folder}/none` };
  Object.assign(process.env, files);
  try {
    return await use();
  } finally {
    for (const name of Object.keys(files)) Reflect.deleteProperty(process.env, name);
  }
}

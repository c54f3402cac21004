import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

const manifest = (...names: readonly string[]): string => dedent`
  version: 1
  name: shop
  globals:
    - name: region
      value: us-east-1
  resources:
${names.map((name) => `    - name: ${name}`).join('\n')}
`;

const mark = (resource: string): readonly { Key: string; Value: string }[] => [
  { Key: 'stackql:stack-name', Value: 'shop' },
  { Key: 'stackql:stack-env', Value: 'dev' },
  { Key: 'stackql:resource-name', Value: resource },
];

const statements = (
  table: string,
  key: readonly [column: string, property: string, value: string],
  properties: Readonly<Record<string, string>>,
  check: string,
  patch: readonly unknown[],
): string => dedent`
  /*+ exists */
  SELECT ${key[0]} FROM awscc.${table} WHERE region = '{{ region }}' AND ${key[0]} = '${key[2]}';

  /*+ create */
  INSERT INTO awscc.${table} (${[key[1], ...Object.keys(properties)].join(', ')}, region)
  SELECT '${key[2]}', ${Object.values(properties)
    .map((value) => `'${value}'`)
    .join(', ')}, '{{ region }}';

  /*+ statecheck */
  SELECT COUNT(*) AS count FROM awscc.${table} WHERE region = '{{ region }}' AND Identifier = '${key[2]}' AND ${check};

  /*+ update */
  UPDATE awscc.${table} SET PatchDocument = '${JSON.stringify(patch)}'
  WHERE region = '{{ region }}' AND Identifier = '${key[2]}';
`;

const role = 'arn:aws:iam::000000000000:role/fn';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const roleText = dedent`
  /*+ exists */
  SELECT role_name FROM awscc.iam.roles WHERE region = '{{ region }}' AND Identifier = 'fn';

  /*+ create */
  INSERT INTO awscc.iam.roles (RoleName, AssumeRolePolicyDocument, region)
  SELECT 'fn', '${JSON.stringify(trust)}', '{{ region }}';

  /*+ delete */
  DELETE FROM awscc.iam.roles WHERE region = '{{ region }}' AND Identifier = 'fn';
`;

function lambda(code: string, { marked = true, timeout = 3 } = {}): string {
  const tags = marked ? { Tags: JSON.stringify(mark('fn')) } : {};
  const patch = [
    { op: 'add', path: '/Timeout', value: timeout },
    ...(marked ? [{ op: 'add', path: '/Tags', value: mark('fn') }] : []),
  ];
  return statements(
    'lambda.functions',
    ['function_name', 'FunctionName', 'fn'],
    {
      Role: role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: String(timeout),
      Code: JSON.stringify({ S3Bucket: 'builds', S3Key: code }),
      ...tags,
    },
    `timeout = ${String(timeout)}`,
    patch,
  );
}

/** Times are not what these tests look at. */
function told(text: string): readonly string[] {
  return text
    .replace(/ {2}\d+(\.\d+)? m?s$/gm, '')
    .replace(/in \d+(\.\d+)? m?s/g, 'in TIME')
    .replace(/us-east-1_\w+/g, 'POOL')
    .replace(/ +$/gm, '')
    .split('\n')
    .filter((line) => !/^(warning|note|error\[|\s*-->|\s*\||\s*\d+ \||\s*= help)/.test(line))
    .join('\n')
    .trim()
    .split('\n')
    .slice(2);
}

async function lines(rig: Rig, ...argv: readonly string[]): Promise<readonly string[]> {
  const { code, errors } = await rig.run(...argv);
  return [`exit ${code}`, ...told(errors)];
}

function writeLambda(rig: Rig, text: string): void {
  rig.write('s/stackql_manifest.yml', manifest('role', 'fn'));
  rig.write('s/resources/role.iql', roleText);
  rig.write('s/resources/fn.iql', text);
}

const build = ['build', 's', 'dev', '--local'] as const;
const test = ['test', 's', 'dev', '--local'] as const;

async function tagsOf(rig: Rig): Promise<unknown> {
  const { output, errors } = await rig.run(
    'query',
    "SELECT tags FROM awscc.lambda.functions WHERE region = 'us-east-1' AND Identifier = 'fn'",
    '--local',
    '--format',
    'json',
  );
  if (output === '') throw new Error(JSON.stringify(errors));
  return JSON.parse(output);
}

/** The differences of a failed test and what else JSON says of the last resource. */
async function outcomeIn(rig: Rig, ...argv: readonly string[]): Promise<unknown> {
  const { output } = await rig.run(...argv, '--log-format', 'json');
  const events = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; outcome?: unknown });
  return events.filter(({ kind }) => kind === 'resource.finished').at(-1)?.outcome;
}

/** The patches that a run sends, with what was added. */
function patchesIn(shown: readonly string[]): readonly string[] {
  return shown
    .flatMap((line) => [/SET PatchDocument = '(.*)'/.exec(line)?.[1], /-- (added: .*)/.exec(line)?.[1]])
    .filter((text) => text !== undefined);
}

const untouched = ['  role  unchanged  fn'];

describe('What no read returns', () => {
  it('is told as changed and sent again, where the tags carry the mark of the stack', () =>
    withRig(async (rig) => {
      writeLambda(rig, lambda('build/1.zip'));
      await lines(rig, ...build);
      expect(await lines(rig, ...build)).to.deep.equal([
        'exit 0',
        ...untouched,
        '  fn    unchanged  fn',
        '',
        '2 unchanged in TIME',
      ]);
      writeLambda(rig, lambda('build/2.zip'));
      expect(await lines(rig, ...test)).to.deep.equal([
        'exit 0',
        '  role  passed     fn',
        '  fn    passed     fn',
        '    Code: write-only: last sent by this stack: changed; a build sends it again',
        '',
        '2 passed in TIME',
      ]);
      expect(await lines(rig, ...test, '--strict')).to.deep.equal([
        'exit 1',
        '  role  passed     fn',
        '  fn    failed',
        '    it is not as declared:',
        '      Code (write-only: last sent by this stack: changed)',
        '',
        '1 passed, 1 failed in TIME',
      ]);
      expect(await outcomeIn(rig, ...test)).to.deep.equal({
        outcome: 'passed',
        identifier: 'fn',
        writeOnly: { properties: ['/Code'], last: 'changed' },
      });
      expect(await outcomeIn(rig, ...test, '--strict')).to.deep.equal({
        outcome: 'failed',
        reason: { kind: 'unmanaged', differences: [{ pointer: '/Code', why: 'write-only' }], when: 'test' },
      });
      const planned = await rig.run('plan', 's', 'dev', '--local');
      expect([planned.code, planned.output.split('\n').slice(2)]).to.deep.equal([
        0,
        [
          '  ~ fn  AWS::Lambda::Function  fn',
          '        # no read returns what differs, and the build sends it',
          '      + Code: ***',
          '',
          'Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.',
          '',
        ],
      ]);
      const before = await sentTagOf(rig);
      expect(await lines(rig, ...build)).to.deep.equal([
        'exit 0',
        ...untouched,
        '  fn    updated    fn  Code: sent again',
        '',
        '1 unchanged, 1 updated in TIME',
      ]);
      expect(await sentTagOf(rig))
        .to.match(/^[0-9a-f]{16}$/)
        .and.not.equal(before);
      expect(await outcomeIn(rig, ...test, '--strict')).to.deep.equal({
        outcome: 'passed',
        identifier: 'fn',
        writeOnly: { properties: ['/Code'], last: 'same' },
      });
    }));

  it('is sent after another change, with tags that remember it', () =>
    withRig(async (rig) => {
      writeLambda(rig, lambda('build/1.zip'));
      await lines(rig, ...build);
      const sent = await sentTagOf(rig);
      writeLambda(rig, lambda('build/1.zip', { timeout: 9 }));
      const shown = await lines(rig, ...build, '--show-queries');
      const other = `{"op":"add","path":"/Timeout","value":9},{"op":"add","path":"/Tags","value":${JSON.stringify(mark('fn'))}}`;
      expect(patchesIn(shown)).to.deep.equal([`[${other}]`, 'added: /Tags (sent)']);
      expect(await sentTagOf(rig)).to.equal(sent);
      writeLambda(rig, lambda('build/2.zip', { timeout: 12 }));
      expect((await lines(rig, ...build)).slice(0, 3)).to.deep.equal([
        'exit 0',
        ...untouched,
        '  fn    updated    fn  Timeout: 9 → 12, Code: sent again',
      ]);
    }));

  it('is unknown without the mark, until it is sent again', () =>
    withRig(async (rig) => {
      writeLambda(rig, lambda('build/1.zip', { marked: false }));
      expect(await lines(rig, ...build)).to.deep.equal([
        'exit 0',
        '  role  created    fn',
        '  fn    created    fn',
        '',
        '2 created in TIME',
      ]);
      const line = '    Code: write-only: last sent by this stack: unknown; build --resend fn sends it again';
      expect(await lines(rig, ...build)).to.deep.equal([
        'exit 0',
        ...untouched,
        '  fn    unchanged  fn',
        line,
        '',
        '2 unchanged in TIME',
      ]);
      expect(await lines(rig, ...test, '--strict')).to.deep.equal([
        'exit 0',
        '  role  passed     fn',
        '  fn    passed     fn',
        line,
        '',
        '2 passed in TIME',
      ]);
      writeLambda(rig, lambda('build/2.zip', { marked: false }));
      const shown = await lines(rig, ...build, '--resend', 'fn', '--show-queries');
      expect(patchesIn(shown)).to.deep.equal([
        '[{"op":"add","path":"/Code","value":{"S3Bucket":"builds","S3Key":"build/2.zip"}}]',
      ]);
      const { code, errors } = await rig.run(...build, '--resend', 'fm');
      expect([code, errors.includes('--resend fm names no resource of the manifest')]).to.deep.equal([1, true]);
    }));

  it('is not remembered with --exact-patch', () =>
    withRig(async (rig) => {
      writeLambda(rig, lambda('build/1.zip'));
      await lines(rig, ...build, '--exact-patch');
      expect(await sentTagOf(rig)).to.equal(undefined);
    }));

  it('of a pool is remembered in a map of tags, and sent again beside another change', () =>
    withRig(async (rig) => {
      const tags = Object.fromEntries(mark('pool').map(({ Key, Value }) => [Key, Value]));
      const pool = (mfas: string, length: string): string => dedent`
        /*+ exists */
        SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND user_pool_name = 'shop';

        /*+ create */
        INSERT INTO awscc.cognito.user_pools (UserPoolName, MfaConfiguration, EnabledMfas, UserPoolTags, region)
        SELECT 'shop', 'OFF', '${mfas}', '${JSON.stringify(tags)}', '{{ region }}';

        /*+ statecheck */
        SELECT COUNT(*) AS count FROM awscc.cognito.user_pools
        WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}'
        AND json_equal(user_pool_tags, '${JSON.stringify(tags)}') = 1
        AND json_extract(policies, '$.PasswordPolicy.MinimumLength') = ${length};

        /*+ update */
        UPDATE awscc.cognito.user_pools
        SET PatchDocument = '[{"op": "add", "path": "/Policies", "value": {"PasswordPolicy": {"MinimumLength": ${length}}}}]'
        WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
      `;
      const write = (text: string): void => {
        rig.write('s/stackql_manifest.yml', manifest('pool'));
        rig.write('s/resources/pool.iql', text);
      };
      write(pool('["SOFTWARE_TOKEN_MFA"]', '8'));
      expect((await lines(rig, ...build))[0]).to.equal('exit 0');
      write(pool('["SOFTWARE_TOKEN_MFA"]', '12'));
      const shown = await lines(rig, ...build, '--show-queries');
      expect(patchesIn(shown).at(-1)).to.equal('added: /EnabledMfas (write-only)');
      write(pool('[]', '12'));
      expect((await lines(rig, ...test)).slice(0, 3)).to.deep.equal([
        'exit 0',
        '  pool  passed     POOL',
        '    EnabledMfas: write-only: last sent by this stack: changed; a build sends it again',
      ]);
    }));

  it('is sent where the service says that it is missing', () =>
    withRig(async (rig) => {
      const text = { type: 'string' };
      rig.write(
        's/schemas/thing.json',
        JSON.stringify({
          typeName: 'AWS::Test::Thing',
          description: 'A thing that is made by a recipe.',
          properties: { Name: text, Size: text, Recipe: text },
          additionalProperties: false,
          required: ['Name', 'Recipe'],
          primaryIdentifier: ['/properties/Name'],
          createOnlyProperties: ['/properties/Name'],
          writeOnlyProperties: ['/properties/Recipe'],
          handlers: Object.fromEntries(
            ['create', 'read', 'update', 'delete', 'list'].map((name) => [name, { permissions: [] }]),
          ),
        }),
      );
      const write = (size: string): void => {
        rig.write('s/stackql_manifest.yml', manifest('thing'));
        const patch = [{ op: 'add', path: '/Size', value: size }];
        const properties = { Size: 'small', Recipe: 'stir' };
        const table = 'test.things';
        rig.write(
          's/resources/thing.iql',
          statements(table, ['name', 'Name', 'one'], properties, `size = '${size}'`, patch),
        );
      };
      write('small');
      expect(await lines(rig, ...build)).to.include('exit 0');
      write('large');
      const shown = await lines(rig, ...build, '--show-queries');
      const patch = '[{"op":"add","path":"/Size","value":"large"}]';
      expect(patchesIn(shown)).to.deep.equal([patch, patch, 'added: /Recipe (write-only)']);
      expect(shown.slice(-3)).to.deep.equal([
        '  thing  updated    one  Size: "small" → "large"',
        '',
        '1 updated in TIME',
      ]);
    }));

  it('inside a property that is read is sent beside another change', () =>
    withRig(async (rig) => {
      const user = (path: string): string =>
        statements(
          'iam.users',
          ['user_name', 'UserName', 'ann'],
          { LoginProfile: '{"Password":"{{ password }}"}', Tags: JSON.stringify(mark('user')), Path: '/' },
          `path = '${path}'`,
          [{ op: 'add', path: '/Path', value: path }],
        );
      const write = (path: string): void => {
        rig.write('s/stackql_manifest.yml', manifest('user'));
        rig.write('s/resources/user.iql', user(path));
      };
      write('/');
      const password = ['-e', 'password=Long-and-secret-1'];
      const built = await rig.run(...build, ...password);
      expect([built.code, built.errors.includes('Long-and')]).to.deep.equal([0, false]);
      write('/team/');
      const shown = await lines(rig, ...build, ...password, '--show-queries');
      expect(patchesIn(shown)).to.deep.equal([
        '[{"op":"add","path":"/Path","value":"/team/"}]',
        'added: /LoginProfile (write-only)',
      ]);
      expect(shown.slice(-3)).to.deep.equal(['  user  updated    ann  Path: "/" → "/team/"', '', '1 updated in TIME']);
      // Of a secret it counts only that it is there.
      expect(await lines(rig, ...test, '-e', 'password=Another-secret-2')).to.deep.equal([
        'exit 0',
        '  user  passed     ann',
        '',
        '1 passed in TIME',
      ]);
    }));
});

async function sentTagOf(rig: Rig): Promise<string | undefined> {
  const rows = (await tagsOf(rig)) as readonly { tags: readonly { Key: string; Value: string }[] }[];
  return rows[0]?.tags.find(({ Key }) => Key === 'stack-deploy:sent')?.Value;
}

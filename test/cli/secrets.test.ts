import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { JsonObject } from '../../src/base/json.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import { withServedCloud, type ServedCloud } from '../support/served-cloud.ts';
import { withRig, type Rig, type Run } from '../support/rig.ts';

/** Each comes into the stack in another way, and goes into a tag of the pool. */
const secrets = {
  quotes: `it's "quoted" <b> & more`,
  backslash: String.raw`back\slash\\es`,
  lines: 'the first line\nthe second line',
  short: 'x9$',
  word: 'open',
  literal: 'written/in=the+manifest',
} as const;

const manifest = `
version: 1
name: open-house
providers:
  - awscc
globals:
  - name: region
    value: us-east-1
resources:
  - name: open_pool
    props:
      - name: admin_password
        value: ${secrets.literal}
      - name: pool_name
        value: open-house
      - name: tags
        value:
          quotes: '{{ quotes_password }}'
          backslash: '{{ backslash_password }}'
          lines: '{{ LINES_SECRET }}'
          short: '{{ SHORT_KEY }}'
          word: '{{ DOOR_PASSWORD }}'
          literal: '{{ admin_password }}'
    exports:
      - user_pool_id
      - user_pool_tags
  - name: client
    exports:
      - client_id
      - client_secret
    protected:
      - client_secret
exports:
  - user_pool_id
  - user_pool_tags
`;

const pool = `
/*+ exists */
SELECT user_pool_id FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND user_pool_name = '{{ pool_name }}';

/*+ create */
INSERT INTO awscc.cognito.user_pools (UserPoolName, UserPoolTags, region)
SELECT '{{ pool_name }}', '{{ tags }}', '{{ region }}';

/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}'
AND json_extract(user_pool_tags, '$.quotes') = '{{ quotes_password }}'
AND json_equal(user_pool_tags, '{{ tags }}');

/*+ update */
UPDATE awscc.cognito.user_pools
SET PatchDocument = string('{{ {"UserPoolTags": tags} | generate_patch_document }}')
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';

/*+ exports */
SELECT user_pool_id, user_pool_tags FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';

/*+ delete */
DELETE FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
`;

const client = `
/*+ exists */
SELECT client_id FROM awscc.cognito.user_pool_clients
WHERE region = '{{ region }}' AND user_pool_id = '{{ user_pool_id }}' AND client_name = 'open';

/*+ create */
INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, GenerateSecret, region)
SELECT 'open', '{{ user_pool_id }}', true, '{{ region }}';

/*+ exports */
SELECT client_id, client_secret FROM awscc.cognito.user_pool_clients
WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}';

/*+ delete */
DELETE FROM awscc.cognito.user_pool_clients
WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}';
`;

function writeStack(rig: Rig): void {
  rig.write('stack/stackql_manifest.yml', manifest);
  rig.write('stack/resources/open_pool.iql', pool);
  rig.write('stack/resources/client.iql', client);
  rig.write('values.yml', `backslash_password: '${secrets.backslash}'\n`);
  rig.write('.env', `LINES_SECRET="${secrets.lines}"\nSHORT_KEY='${secrets.short}'\n`);
  rig.environment.set('DOOR_PASSWORD', secrets.word);
}

const given = ['-e', `quotes_password=${secrets.quotes}`, '--vars-file', 'values.yml'];

/** A secret as it is and as others may write it. */
function spellings(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const markup = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const numbers = secret.replace(/[^A-Za-z0-9 ]/g, (character) => `&#${character.charCodeAt(0)};`);
  return [
    secret,
    secret.replaceAll("'", "''"),
    json,
    json.replaceAll("'", "''"),
    JSON.stringify(json).slice(1, -1),
    markup,
    markup.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    numbers,
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ];
}

/** What a service may say that has a secret in its words. */
function echo(known: readonly string[]): string {
  return known
    .flatMap(spellings)
    .map((spelling) => `the value '${spelling}' is wrong`)
    .join(', ');
}

/** Where an output shows a secret; a common word is one only where it stands as a value. */
function shown(output: string, known: readonly string[]): readonly string[] {
  const texts = known.filter((secret) => secret !== secrets.word).flatMap(spellings);
  const lines = texts.flatMap((text) => (text.includes('\n') ? text.split('\n') : []));
  const word = /["'=](?:open|b3Blbg==)["']/.exec(output);
  return [...[...texts, ...lines].filter((text) => output.includes(text)), ...(word === null ? [] : [word[0]])];
}

describe('secrets', () => {
  it('are in no output, whatever is asked for and whatever fails', async () => {
    await withRig(async (rig) => {
      await withServedCloud(rig, async (served) => {
        const { emulator } = served;
        writeStack(rig);
        const known: string[] = Object.values(secrets);
        const runs: (readonly [what: string, run: Run])[] = [];
        const run = async (verb: string, ...options: readonly string[]): Promise<Run> => {
          const target = verb === 'validate' ? [] : ['--endpoint-url', served.url];
          const done = await rig.run(verb, 'stack', 'dev', ...given, ...target, ...options);
          runs.push([`${verb} ${options.join(' ')}`, done]);
          return done;
        };
        const both = async (verb: string, code: number, prepare = (): void => undefined): Promise<void> => {
          for (const format of ['human', 'json']) {
            prepare();
            const done = await run(verb, '--log-level', 'trace', '--show-queries', '--log-format', format);
            expect(done.code, `${verb} ${format}: ${done.errors}`).to.equal(code);
          }
        };

        await run('validate');
        await run('validate', '--json');
        await run('build', '--dry-run');
        const message = echo(known);
        await both('build', 1, () => {
          emulator.inject({ kind: 'error', operation: 'CreateResource', name: 'ValidationException', message });
        });
        emulator.inject({ kind: 'fail', operation: 'CreateResource', code: 'InvalidRequest', message });
        expect((await run('build', '--log-format', 'json')).code).to.equal(1);
        await both('build', 0);
        known.push(await clientSecretOf(served));
        await both('test', 0);
        const [identifier = ''] = await served.cloud.list('AWS::Cognito::UserPool');
        await emulator.mutate(
          { typeName: 'AWS::Cognito::UserPool', identifier, region: 'us-east-1' },
          (properties) => ({
            ...properties,
            UserPoolTags: { ...tagsOf(properties ?? {}), quotes: secrets.literal, added: secrets.lines },
          }),
        );
        await both('test', 1);
        const echoed = echo(known);
        await both('build', 1, () => {
          emulator.inject({
            kind: 'fail',
            operation: 'UpdateResource',
            code: 'GeneralServiceException',
            message: echoed,
          });
        });
        await both('build', 0);
        rig.edit('stack/stackql_manifest.yml', "'{{ DOOR_PASSWORD }}'", "'{{ DOOR_PASSWORT }}'");
        rig.edit('stack/stackql_manifest.yml', 'value: open-house', "value: '{{ nowhere }}'");
        await run('validate');
        await run('validate', '--json');
        await both('build', 1);
        rig.edit('stack/stackql_manifest.yml', "'{{ DOOR_PASSWORT }}'", "'{{ DOOR_PASSWORD }}'");
        rig.edit('stack/stackql_manifest.yml', "value: '{{ nowhere }}'", 'value: open-house');
        await both('teardown', 0);

        for (const [what, { output, errors }] of runs) {
          expect(shown(output, known), `${what}, standard output: ${output}`).to.deep.equal([]);
          expect(shown(errors, known), `${what}, standard error: ${errors}`).to.deep.equal([]);
        }
        // A common word is left where it is no secret.
        const all = runs.map(([, { output, errors }]) => output + errors).join('');
        expect(all).to.include('open_pool').and.to.include('open-house').and.to.include('"resource":"open_pool"');
        expect(all).to.include('***');
      });
    });
  });

  it('show neither in frames of the person’s own files nor as literals of secret properties', async () => {
    await withRig(async (rig) => {
      writeStack(rig);
      rig.edit('stack/stackql_manifest.yml', "'{{ SHORT_KEY }}'", `'${secrets.literal}'`);
      rig.edit('stack/stackql_manifest.yml', "'{{ DOOR_PASSWORD }}'", "'{{ nowhere }}'");
      const { errors } = await rig.run('validate', 'stack', 'dev', ...given);
      expect(errors).to.include("short: '***'").and.to.not.include(secrets.literal);
    });
  });

  it('do not show beside mistakes that keep the manifest or the variables from being read', async () => {
    await withRig(async (rig) => {
      const literal = `value: ${secrets.literal}`;
      const mistakes: readonly (readonly [file: string, from: string, to: string])[] = [
        ['stack/stackql_manifest.yml', literal, `value: '${secrets.literal}`],
        ['stack/stackql_manifest.yml', literal, `${literal}: x`],
        ['stack/stackql_manifest.yml', literal, `valu: ${secrets.literal}`],
        ['stack/stackql_manifest.yml', literal, `${literal}{{ nowhere }}`],
        ['stack/stackql_manifest.yml', '- name: pool_name', '- name: admin_password'],
        ['values.yml', 'backslash_password', ' - backslash_password'],
        ['values.yml', `s'`, `s' more`],
      ];
      for (const [file, from, to] of mistakes) {
        writeStack(rig);
        rig.edit(file, from, to);
        for (const arguments_ of [
          ['validate'],
          ['permissions'],
          ['build', '--local'],
          ['build', '--log-format', 'json'],
        ]) {
          const [verb = '', ...options] = arguments_;
          const { code, output, errors } = await rig.run(verb, 'stack', 'dev', ...given, ...options);
          expect(code, to).to.equal(1);
          expect(output + errors, to)
            .to.not.include(secrets.literal)
            .and.to.not.include(secrets.backslash);
        }
      }
    });
  });

  it('of yesterday do not show where the one of today is compared, wanted or taken back', async () => {
    await withRig(async (rig) => {
      writeStack(rig);
      const run = (verb: string, password: string, ...options: readonly string[]): Promise<Run> => {
        const variables = ['-e', `quotes_password=${password}`, '--vars-file', 'values.yml'];
        return rig.run(verb, 'stack', 'dev', ...variables, '--local', '--show-queries', ...options);
      };
      expect((await run('build', 'of-yesterday')).code).to.equal(0);
      const tested = await run('test', 'of-today');
      expect(tested.code).to.equal(1);
      expect(tested.errors).to.include('UserPoolTags.quotes is not the desired one (***)');
      rig.edit('stack/resources/client.iql', "'open', '{{ user_pool_id }}', true", "'open', 'us-east-1_none', true");
      rig.edit('stack/resources/client.iql', "client_name = 'open'", "client_name = 'closed'");
      const undone = await run('build', 'of-today', '--on-failure', 'rollback');
      expect(undone.errors).to.include('rolled back').and.to.include('"path":"/UserPoolTags","value":"***"');
      const json = await run('test', 'of-today', '--log-format', 'json', '--log-level', 'trace');
      for (const { output, errors } of [tested, undone, json]) {
        expect(output + errors).to.not.match(/of-yesterday|of-today/);
      }
    });
  });

  it('are in an output file only where the stack exports them, and then for its owner alone', async () => {
    await withRig(async (rig) => {
      writeStack(rig);

      rig.write('stack/stackql_manifest.yml', manifest.replace(/ {2}- user_pool_tags\n$/, ''));
      const plain = await rig.run('build', 'stack', 'dev', ...given, '--local', '--output-file', 'plain.json');
      expect(plain.code, plain.errors).to.equal(0);
      expect(shown(rig.read('plain.json'), Object.values(secrets))).to.deep.equal([]);
      expect(modeOf(rig, 'plain.json')).to.equal('644');

      rig.write('stack/stackql_manifest.yml', manifest);
      const readBack = await rig.run('build', 'stack', 'dev', ...given, '--local', '--output-file', 'tags.json');
      expect(readBack.code, readBack.errors).to.equal(0);
      expect(rig.read('tags.json')).to.include(secrets.short);
      expect(modeOf(rig, 'tags.json')).to.equal('600');

      rig.write('stack/stackql_manifest.yml', rig.read('stack/stackql_manifest.yml') + '  - client_secret\n');
      // A file that others may read is not kept as it was.
      writeFileSync(join(rig.folder, 'secret.json'), '{}', { mode: 0o644 });
      symlinkSync('secret.json', join(rig.folder, 'link.json'));
      const secret = await rig.run('build', 'stack', 'dev', ...given, '--local', '--output-file', 'link.json');
      expect(secret.code, secret.errors).to.equal(0);
      expect(modeOf(rig, 'secret.json')).to.equal('600');
      expect(readlinkSync(join(rig.folder, 'link.json'))).to.equal('secret.json');
      const { client_secret: clientSecret } = JSON.parse(rig.read('secret.json')) as { client_secret: string };
      expect(clientSecret).to.match(/^\w{20,}$/);
      expect(secret.output)
        .to.match(/client_secret {3}\*\*\*\n/)
        .and.to.not.include(clientSecret);
    });
  });

  it('of a script that failed are not told with what it wrote', async () => {
    await withRig(async (rig) => {
      const script = (run: string): string =>
        `version: 1\nname: one\nproviders: [awscc]\nresources:\n  - name: fetch\n    type: script\n    run: ${run}\n` +
        '    exports: [fetched]\n    protected: [fetched]\n';
      for (const run of [
        `echo '{"fetched":"fresh-one"}'; exit 3`,
        'echo fresh-one',
        `echo '{"fetched2":"fresh-one"}'`,
      ]) {
        rig.write('script/stackql_manifest.yml', script(JSON.stringify(run)));
        for (const format of ['human', 'json']) {
          const { code, output, errors } = await rig.run('build', 'script', 'dev', '--local', '--log-format', format);
          expect(code).to.equal(1);
          expect(output + errors, run).to.not.include('fresh-one');
        }
      }
    });
  });

  it('never put a file in the place of what is none', async () => {
    await withRig(async (rig) => {
      writeStack(rig);
      const socket = createServer();
      await new Promise<void>((resolve) => socket.listen(join(rig.folder, 'socket'), resolve));
      const { code, errors } = await rig.run('build', 'stack', 'dev', ...given, '--local', '--output-file', 'socket');
      expect(code).to.equal(1);
      expect(errors).to.include('the output file socket cannot be written (ENXIO');
      expect(statSync(join(rig.folder, 'socket')).isSocket()).to.equal(true);
      await new Promise((resolve) => socket.close(resolve));
    });
  });

  it('are not in the report of a crash', async () => {
    await withRig(async (rig) => {
      await withServedCloud(rig, async (served) => {
        writeStack(rig);
        const crash = `
          import crypto from 'node:crypto';
          import { syncBuiltinESMExports } from 'node:module';
          const { createHash } = crypto;
          crypto.createHash = (...given) => {
            if (new Error().stack.includes('write-statement')) throw new Error(process.env.CRASH);
            return createHash(...given);
          };
          syncBuiltinESMExports();
        `;
        const { code, output, errors } = await new Promise<Run>((resolve) => {
          const options = {
            cwd: rig.folder,
            env: {
              PATH: process.env['PATH'],
              AWS_ACCESS_KEY_ID: 'x',
              AWS_SECRET_ACCESS_KEY: 'x',
              DOOR_PASSWORD: secrets.word,
              CRASH: echo(Object.values(secrets)),
            },
          };
          const argv = [
            ...[
              '--import',
              `data:text/javascript,${encodeURIComponent(crash)}`,
              join(packageRoot, 'bin/stack-deploy.js'),
            ],
            ...['build', 'stack', 'dev', ...given, '--endpoint-url', served.url],
          ];
          execFile(process.execPath, argv, options, (error, stdout, stderr) => {
            resolve({ code: Number(error?.code ?? 0), output: stdout, errors: stderr });
          });
        });
        expect(code).to.equal(1);
        expect(errors).to.include('stack-deploy has made a mistake of its own');
        expect(shown(output + errors, Object.values(secrets)), errors).to.deep.equal([]);
      });
    });
  });
});

function tagsOf(properties: JsonObject): Readonly<Record<string, string>> {
  return properties['UserPoolTags'] as Readonly<Record<string, string>>;
}

async function clientSecretOf({ cloud }: ServedCloud): Promise<string> {
  const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
  const [client = ''] = await cloud.list('AWS::Cognito::UserPoolClient', { UserPoolId: pool });
  const { ClientSecret: secret } = await cloud.properties('AWS::Cognito::UserPoolClient', client);
  if (typeof secret !== 'string') throw new Error('no client has a secret');
  return secret;
}

function modeOf(rig: Rig, path: string): string {
  return (statSync(join(rig.folder, path)).mode & 0o777).toString(8);
}

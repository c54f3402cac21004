import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { versionOf } from '../../src/base/package-root.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig, type Run } from '../support/rig.ts';

const manifest = 'stack/stackql_manifest.yml';
const queue = 'https://sqs.us-east-1.amazonaws.com/000000000000/shop-queue';

const isSavedPlan = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(packageRoot, 'schemas/saved-plan.schema.json'), 'utf8')) as object,
);

/** The stack of the plans' fixtures, built, in a rig of its own. */
async function withBuiltStack(use: (rig: Rig) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    rig.copy('test/fixtures/plans/stack', 'stack');
    const built = await rig.run('build', 'stack', 'dev', '--local');
    expect(built.code, built.errors).to.equal(0);
    await use(rig);
  });
}

async function savePlan(rig: Rig, ...options: readonly string[]): Promise<Run> {
  const run = await rig.run('plan', 'stack', 'dev', '--local', '--out', 'plan.json', ...options);
  expect(run.code, run.errors).to.equal(0);
  return run;
}

function carryOut(rig: Rig, ...options: readonly string[]): Promise<Run> {
  return rig.run('build', 'stack', 'dev', '--local', '--plan', 'plan.json', ...options);
}

/** Somebody else changes a resource. */
function change(rig: Rig, typeName: string, identifier: string, properties: JsonObject): Promise<void> {
  return withLocalCloud(rig, (cloud) =>
    cloud.emulator.mutate({ typeName, identifier, region: 'us-east-1' }, (before) => ({ ...before, ...properties })),
  );
}

/** The one line of a mistake and its help. */
function outdated(message: string): string {
  return `error[plan/outdated]: ${message}\n  = help: make the plan again with "stack-deploy plan --out", and review it\n`;
}

describe('a saved plan', () => {
  it('is a file for its owner alone, as the schema describes it, and holds what plan --json prints', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, 'value: 60', 'value: 61');
      await savePlan(rig);
      expect(statSync(join(rig.folder, 'plan.json')).mode & 0o777).to.equal(0o600);
      const document = JSON.parse(rig.read('plan.json')) as JsonObject;
      expect(isSavedPlan(document), JSON.stringify(isSavedPlan.errors)).to.equal(true);
      const { saved: _saved, ...rest } = document;
      const printed = await rig.run('plan', 'stack', 'dev', '--local', '--json');
      expect(rest).to.deep.equal(JSON.parse(printed.output));
    });
  });

  it('is carried out by build, and once more where nothing is left to do', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, 'value: 60', 'value: 61');
      await savePlan(rig);
      const first = await carryOut(rig);
      expect(first.errors).to.include('VisibilityTimeout: 60 → 61').and.to.include('1 updated, 5 unchanged');
      const again = await carryOut(rig);
      expect(again.errors).to.include('6 unchanged');
      expect([first.code, again.code]).to.deep.equal([0, 0]);
    });
  });

  it('is carried out by teardown where it is one of a teardown, and once more', async () => {
    await withBuiltStack(async (rig) => {
      await savePlan(rig, '--destroy');
      const teardown = () => rig.run('teardown', 'stack', 'dev', '--local', '--plan', 'plan.json');
      const first = await teardown();
      expect(first.errors).to.include('6 deleted');
      const again = await teardown();
      expect(again.errors).to.include('5 absent, 1 not looked for');
      expect([first.code, again.code], again.errors).to.deep.equal([0, 0]);
    });
  });

  it('is refused as a whole where a compared property has changed, with the old and the new value', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, 'value: 12', 'value: 14');
      await savePlan(rig);
      await change(rig, 'AWS::SQS::Queue', queue, { VisibilityTimeout: 90 });
      expect(await carryOut(rig)).to.deep.equal({
        code: 1,
        output: '',
        errors: outdated('queue: /VisibilityTimeout was 60 when the plan was made, and is 90'),
      });
      const { output } = await rig.run('plan', 'stack', 'dev', '--local');
      expect(output).to.include('MinimumLength: 12 → 14');
    });
  });

  it('is refused where the resource that it updates was changed to something else than planned', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, 'value: 60', 'value: 61');
      await savePlan(rig);
      await change(rig, 'AWS::SQS::Queue', queue, { VisibilityTimeout: 62 });
      expect((await carryOut(rig)).errors).to.equal(
        outdated('queue: /VisibilityTimeout was 60 when the plan was made, and is 62'),
      );
    });
  });

  it('is not refused where somebody has done what it plans', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, 'value: 60', 'value: 61');
      await savePlan(rig);
      await change(rig, 'AWS::SQS::Queue', queue, { VisibilityTimeout: 61 });
      expect((await carryOut(rig)).errors).to.include('6 unchanged');
    });
  });

  it('is not refused where what the stack does not declare, or ignores, or only the service sets, has changed', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, '  - name: queue\n', '  - name: queue\n    ignore_changes: [/DelaySeconds]\n');
      rig.edit(
        'stack/resources/queue.iql',
        '(QueueName, VisibilityTimeout',
        '(QueueName, DelaySeconds, VisibilityTimeout',
      );
      rig.edit('stack/resources/queue.iql', "'shop-queue', {{", "'shop-queue', 5, {{");
      rig.edit(manifest, 'value: 12', 'value: 14');
      await savePlan(rig);
      await change(rig, 'AWS::SQS::Queue', queue, { DelaySeconds: 7, MaximumMessageSize: 2048 });
      await withLocalCloud(rig, async (cloud) => {
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        await cloud.emulator.mutate(
          { typeName: 'AWS::Cognito::UserPool', identifier: pool, region: 'us-east-1' },
          (before) => ({ ...before, ProviderURL: 'https://elsewhere.example.com' }),
        );
      });
      const built = await carryOut(rig);
      expect(built.errors).to.include('5 unchanged, 1 updated');
    });
  });

  it('is refused where a resource is gone, or has come', async () => {
    await withBuiltStack(async (rig) => {
      await savePlan(rig);
      await withLocalCloud(rig, (cloud) =>
        cloud.emulator.mutate(
          { typeName: 'AWS::SSM::Parameter', identifier: '/shop/note', region: 'us-east-1' },
          () => undefined,
        ),
      );
      expect((await carryOut(rig)).errors).to.equal(
        outdated('note: it was /shop/note when the plan was made, and is not there'),
      );
      await savePlan(rig);
      await withLocalCloud(rig, (cloud) =>
        cloud.change('CreateResource', {
          TypeName: 'AWS::SSM::Parameter',
          DesiredState: JSON.stringify({ Name: '/shop/note', Type: 'String', Value: 'mine' }),
        }),
      );
      expect((await carryOut(rig)).errors).to.equal(
        outdated('note: there was none when the plan was made, and now there is /shop/note'),
      );
    });
  });

  it('is refused where a file, a variable, the region, the account or the program is another, before anything is asked', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, 'value: 12', "value: '{{ vars.LENGTH | int }}'");
      const plan = ['-e', 'LENGTH=12', '--region', 'us-east-1'];
      await savePlan(rig, ...plan);
      rig.write('stack/resources/queue.iql', rig.read('stack/resources/queue.iql') + '\n');
      rig.write('plan.json', rig.read('plan.json').replace(/"version": "[^"]*"/, '"version": "0.0.1"'));
      rig.environment.set('AWS_ACCESS_KEY_ID', '111122223333');
      const { errors } = await carryOut(rig, '-e', 'LENGTH=16', '--region', 'eu-west-1');
      const version = versionOf();
      expect(errors.split('\n').filter((line) => line.startsWith('error'))).to.deep.equal([
        `error[plan/outdated]: stack-deploy was 0.0.1 when the plan was made, and is ${version}`,
        'error[plan/outdated]: the region was us-east-1 when the plan was made, and is eu-west-1',
        'error[plan/outdated]: the account was 000000000000 when the plan was made, and is ***',
        'error[plan/outdated]: resources/queue.iql has changed since the plan was made',
        'error[plan/outdated]: the variable LENGTH was "12" when the plan was made, and is "16"',
      ]);
    });
  });

  it('is refused by another verb, stack or environment, and beside options that contradict it', async () => {
    await withBuiltStack(async (rig) => {
      await savePlan(rig, '--only', 'queue');
      const refusals = [
        await rig.run('teardown', 'stack', 'dev', '--local', '--plan', 'plan.json'),
        await rig.run('build', 'stack', 'prd', '--local', '--plan', 'plan.json'),
        await carryOut(rig, '--strict'),
        await carryOut(rig, '--only', 'pool'),
        await carryOut(rig, '--exact-patch', '--resend', 'note'),
        await carryOut(rig, '--dry-run'),
      ];
      expect(refusals.map(({ errors }) => errors.split('\n').filter((line) => line.startsWith('error')))).to.deep.equal(
        [
          ['error[input/plan]: the plan is one of a build, and this is a teardown'],
          ['error[input/plan]: the plan is one of the stack shop in dev, and this is shop in prd'],
          ['error[input/option]: --strict contradicts --plan: the plan was made without it, or with another value'],
          ['error[input/option]: --only contradicts --plan: the plan was made without it, or with another value'],
          [
            'error[input/option]: --exact-patch contradicts --plan: the plan was made without it, or with another value',
            'error[input/option]: --resend contradicts --plan: the plan was made without it, or with another value',
          ],
          ['error[input/option]: --dry-run prints what a stack may send, and --plan what it will: give one of them'],
        ],
      );
      expect((await carryOut(rig, '--only', 'queue')).code).to.equal(0);
      expect((await carryOut(rig)).errors).to.include('1 unchanged');
    });
  });

  it('is refused where it is no saved plan, or one of another format', async () => {
    await withBuiltStack(async (rig) => {
      await savePlan(rig);
      const whole = rig.read('plan.json');
      const refusal = async (text: string): Promise<string> => {
        rig.write('plan.json', text);
        return (await carryOut(rig)).errors.split('\n')[0] ?? '';
      };
      const { output } = await rig.run('plan', 'stack', 'dev', '--local', '--json');
      expect([
        await refusal('{'),
        await refusal(output),
        await refusal(whole.replace(/("saved": \{\s*"format": )1/, '$12')),
        await refusal(whole.replace('"requests"', '"request"')),
      ]).to.deep.equal([
        'error[input/plan]: plan.json is not a saved plan',
        'error[input/plan]: plan.json is not a saved plan',
        'error[input/plan]: plan.json is a saved plan in format 2; this version reads format 1',
        'error[input/plan]: plan.json is damaged: it is not as schemas/saved-plan.schema.json describes it',
      ]);
      expect((await rig.run('build', 'stack', 'dev', '--local', '--plan', 'none.json')).errors).to.equal(
        'error[input/file-missing]: the saved plan none.json does not exist\n',
      );
    });
  });

  it('gives the build the UUIDs and the time that the plan has shown', async () => {
    await withBuiltStack(async (rig) => {
      rig.edit(manifest, String.raw`value: "one\ntwo\nthree"`, `value: "{{ uuid() }} {{ now() }} {{ uuid() }}"`);
      const { output } = await savePlan(rig);
      const [shown = ''] = /\+ (.*)/.exec(output)?.slice(1) ?? [];
      expect(shown).to.match(/^[-\da-f]{36} 20\S+Z [-\da-f]{36}$/);
      const built = await carryOut(rig);
      expect(built.code, built.errors).to.equal(0);
      await withLocalCloud(rig, async (cloud) => {
        const answer = await cloud.call('GetResource', { TypeName: 'AWS::SSM::Parameter', Identifier: '/shop/note' });
        expect(JSON.stringify(answer)).to.include(shown);
      });
    });
  });
});

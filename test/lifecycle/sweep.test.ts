import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { queueUrl, writeQueues, type QueueEntry } from '../support/marked-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

const hourMs = 3_600_000;
const one: readonly QueueEntry[] = [{ name: 'one', queue: '{{ stack_env }}-one' }];

/** `YYYY-MM-DDTHH:MM:SSZ` as TIME, and what takes time without it. */
function said({ code, output, errors }: Awaited<ReturnType<Rig['run']>>): string {
  const text = (output + errors)
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
    .replaceAll(/ {2}\d+(\.\d+)? ?m?s$/gm, '')
    .replaceAll(/ in \d+\.\d+ s$/gm, '')
    .replaceAll('https://sqs.us-east-1.amazonaws.com/000000000000/', 'URL/');
  return `exit ${code}\n${text}`;
}

async function queues(rig: Rig): Promise<readonly string[]> {
  const all = await withLocalCloud(rig, (cloud) => cloud.list('AWS::SQS::Queue'));
  return all.map((url) => url.split('/').at(-1) ?? '');
}

async function expiryOf(rig: Rig, queue: string): Promise<string | undefined> {
  const { Tags: tags } = await withLocalCloud(rig, (cloud) => cloud.properties('AWS::SQS::Queue', queueUrl(queue)));
  return (tags as readonly { Key: string; Value: string }[]).find(({ Key }) => Key === 'stack-deploy:expires')?.Value;
}

const build = (rig: Rig, environment: string, ...more: readonly string[]) =>
  rig.run('build', 'shop', environment, '--local', ...more);
const sweep = (rig: Rig, ...more: readonly string[]) => rig.run('sweep', 'shop', 'pr-*', '--local', ...more);

describe('A stack with --ttl', () => {
  it('has an expiry in the tags of its resources, at least as far away as asked for, which builds move by quarters', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'shop', one);
      const startedAtMs = rig.clock.now();
      await build(rig, 'pr-1', '--ttl', '4h');
      const first = await expiryOf(rig, 'pr-1-one');
      const lifeMs = Date.parse(first ?? '') - startedAtMs;
      expect(lifeMs).to.be.within(4 * hourMs, 5 * hourMs);
      expect(said(await build(rig, 'pr-1', '--ttl', '4h'))).to.include('1 unchanged');
      rig.clock.advance(hourMs);
      expect(said(await build(rig, 'pr-1', '--ttl', '4h'))).to.include(
        '  one  updated    URL/pr-1-one  expires at TIME\n',
      );
      expect(Date.parse((await expiryOf(rig, 'pr-1-one')) ?? '')).to.equal(Date.parse(first ?? '') + hourMs);
      const moved = await expiryOf(rig, 'pr-1-one');
      expect(said(await build(rig, 'pr-1'))).to.include('1 unchanged');
      expect(await expiryOf(rig, 'pr-1-one')).to.equal(moved);
    }));

  it('keeps its expiry through updates, of its tags too', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'shop', [{ ...one[0]!, patchesTags: true }]);
      await build(rig, 'pr-1', '--ttl', '4h');
      const first = await expiryOf(rig, 'pr-1-one');
      writeQueues(rig, 'shop', [{ ...one[0]!, patchesTags: true, visibilityTimeout: 45 }]);
      expect(said(await build(rig, 'pr-1'))).to.include('1 updated');
      expect(await expiryOf(rig, 'pr-1-one')).to.equal(first);
    }));

  it('is refused where nothing carries the mark, and in a protected environment', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'shop', [{ name: 'plain', marked: false }]);
      expect(said(await build(rig, 'pr-1', '--ttl', '4h'))).to.equal(dedent`
        exit 1
        error[input/option]: --ttl has no effect: no resource of "shop" carries the tags of its stack
          = help: let its queries write the tags stackql:stack-name, stackql:stack-env and stackql:resource-name
      `);
      writeQueues(rig, 'shop', one, { top: ['environments: { prd: { protected: true } }'] });
      expect(said(await build(rig, 'prd', '--ttl', '4h'))).to.equal(dedent`
        exit 1
        error[input/option]: --ttl is not for "prd", which is a protected environment
          = help: build without --ttl, or in an environment that may be torn down
      `);
      expect((await build(rig, 'prd', '--ttl', 'soon')).errors).to.include(
        'It is a time like 30m, 4h or 3d, from 1m to 365d.',
      );
    }));
});

describe('sweep', () => {
  it('tears down what has expired, with what the manifest no longer has, and leaves everything else', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'shop', [...one, { name: 'gone', queue: '{{ stack_env }}-gone' }]);
      await build(rig, 'pr-1', '--ttl', '1h');
      await build(rig, 'pr-2', '--ttl', '9h');
      await build(rig, 'pr-3');
      await build(rig, 'dev', '--ttl', '1h');
      writeQueues(rig, 'shop', one);
      rig.clock.advance(2 * hourMs);
      const before = await queues(rig);
      expect(said(await sweep(rig, '--dry-run'))).to.match(
        /^exit 0\n {2}shop \(pr-1\) {2}expired at TIME\n {2}shop \(pr-2\) {2}expires at TIME, in \d+ h \d+ min\n$/,
      );
      expect(await queues(rig)).to.deep.equal(before);
      expect(said(await sweep(rig)).replace(/, in .*/, '')).to.equal(dedent`
        exit 0
          shop (pr-1)  expired at TIME
          shop (pr-2)  expires at TIME
        Tearing down shop (pr-1) on the embedded Cloud Control in .stack-deploy/local

          one  deleted    URL/pr-1-one
          gone  deleted    URL/pr-1-gone

        2 deleted

          shop (pr-1)  done  2 deleted

        1 run: 1 done
      `);
      expect(await queues(rig)).to.deep.equal(before.filter((name) => !name.startsWith('pr-1-')));
      expect(said(await sweep(rig)).replace(/, in .*/, '')).to.equal(dedent`
        exit 0
          shop (pr-2)  expires at TIME

        Nothing has expired.
      `);
    }));

  it('leaves a stack with a resource that does not expire, and goes by the latest expiry', () =>
    withRig(async (rig) => {
      const two: QueueEntry = { name: 'two', queue: '{{ stack_env }}-two' };
      writeQueues(rig, 'shop', [...one, two]);
      await build(rig, 'pr-1', '--ttl', '1h', '--only', 'one');
      await build(rig, 'pr-2', '--ttl', '1h');
      await build(rig, 'pr-1');
      await build(rig, 'pr-2', '--ttl', '8h', '--only', 'two');
      rig.clock.advance(5 * hourMs);
      expect(said(await sweep(rig)).replace(/, in .*/, '')).to.equal(dedent`
        exit 0
          shop (pr-1)  does not expire: "two" was built without --ttl
          shop (pr-2)  expires at TIME

        Nothing has expired.
      `);
    }));

  it('asks for nothing but named environments where the manifest names them, and for those of a pattern in it by the tags', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'shop', one, { top: [`environments: [dev, 'pr-*']`] });
      await build(rig, 'dev', '--ttl', '1h');
      await build(rig, 'pr-1', '--ttl', '1h');
      expect((await build(rig, 'prd')).errors).to.include('it has dev and pr-*');
      rig.clock.advance(2 * hourMs);
      const run = await rig.run('sweep', 'shop', 'dev', '--local', '--env', 'pr-?', '--dry-run');
      expect(said(run)).to.equal('exit 0\n  shop (dev)   expired at TIME\n  shop (pr-1)  expired at TIME\n');
    }));

  it('does not sweep what it cannot read, and says so by its exit code', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'shop', one);
      await build(rig, 'pr-1', '--ttl', '1h');
      rig.clock.advance(2 * hourMs);
      rig.edit('shop/stackql_manifest.yml', 'value: us-east-1', `value: '{{ vars.REGION }}'`);
      const run = await sweep(rig);
      expect(run.code).to.equal(1);
      expect(run.errors).to.include('REGION');
      expect(await queues(rig)).to.deep.equal(['pr-1-one']);
      expect(said(await rig.run('sweep', 'nowhere/*', 'pr-*', '--local'))).to.include('no stack matches "nowhere/*"');
    }));
});

import { createHash, createHmac } from 'node:crypto';
import { expect } from 'chai';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { withRig, type Rig, type Run } from '../support/rig.ts';

const key = 'a long text that nobody guesses';
const secrets = ['pin-4711', 'pin-0815', 'pin-2222', 'pin-3333'];

function withStack(use: (rig: Rig) => Promise<void>): Promise<void> {
  return withRig(async (rig) => {
    rig.copy('test/fixtures/plans/secrets', 'stack');
    await use(rig);
  });
}

const given = ['-e', 'DOOR_SECRET=pin-2222', '-e', 'CODE=pin-3333'];

function run(rig: Rig, verb: string, ...options: readonly string[]): Promise<Run> {
  return rig.run(verb, 'stack', 'dev', '--local', '--region', 'us-east-1', ...options);
}

async function save(rig: Rig): Promise<Run> {
  const saved = await run(rig, 'plan', ...given, '--out', 'plan.json');
  expect(saved.code, saved.errors).to.equal(0);
  return saved;
}

/** Every text that stands in a JSON value, keys too. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [String(value)];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn);
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}

/** What a candidate comes to under every digest that somebody may think of, with each of the texts beside it. */
function digestsOf(candidate: string, texts: readonly string[]): readonly string[] {
  const messages = [
    candidate,
    JSON.stringify(candidate),
    ...texts.flatMap((text) => [text + candidate, candidate + text]),
  ];
  return messages.flatMap((message) =>
    ['sha256', 'sha1', 'md5'].flatMap((algorithm) => {
      const digest = createHash(algorithm).update(message).digest();
      return [
        digest.toString('hex'),
        digest.toString('hex').slice(0, 32),
        digest.toString('hex').slice(0, 16),
        digest.toString('base64'),
      ];
    }),
  );
}

describe('the secrets of a saved plan', () => {
  for (const hasKey of [false, true]) {
    it(`are not in it, and no list of candidates finds them, ${hasKey ? 'with' : 'without'} a key`, async () => {
      await withStack(async (rig) => {
        if (hasKey) rig.environment.set('STACK_DEPLOY_PLAN_KEY', key);
        const saved = await save(rig);
        const text = rig.read('plan.json');
        for (const secret of secrets) expect(text + saved.output + saved.errors).not.to.include(secret);
        expect(text).not.to.include(key);
        const document = JSON.parse(text) as { saved: { drawn: { seed: string }; files: Record<string, string> } };
        const found = new Set(textsIn(document));
        const { seed } = document.saved.drawn;
        const manifest = rig.read('stack/stackql_manifest.yml');
        for (let number = 0; number < 10_000; number += 1) {
          const candidate = `pin-${String(number).padStart(4, '0')}`;
          const inText = manifest.replace('pin-4711', candidate);
          const inOther = inText.replace('pin-0815', '***');
          const hits = [
            ...digestsOf(candidate, [seed]),
            ...[inText, inOther, manifest.replace('pin-0815', candidate).replace('pin-4711', '***')].map((whole) =>
              createHash('sha256').update(whole).digest('hex'),
            ),
            ...[seed, ''].map((weak) =>
              createHmac('sha256', weak)
                .update(canonicalJson([seed, 'variable DOOR_SECRET ', candidate]))
                .digest('hex')
                .slice(0, 32),
            ),
          ].filter((digest) => found.has(digest));
          expect(hits, candidate).to.deep.equal([]);
        }
      });
    });
  }

  it('are compared by their seals, and shown by neither value', async () => {
    await withStack(async (rig) => {
      rig.environment.set('STACK_DEPLOY_PLAN_KEY', key);
      await save(rig);
      const other = ['-e', 'DOOR_SECRET=pin-2223', '-e', 'CODE=pin-3333', '--plan', 'plan.json'];
      expect((await run(rig, 'build', ...other)).errors).to.equal(
        'error[plan/outdated]: the variable DOOR_SECRET is another secret than when the plan was made\n' +
          '  = help: make the plan again with "stack-deploy plan --out", and review it\n',
      );
      rig.edit('stack/stackql_manifest.yml', 'pin-4711', 'pin-4712');
      expect((await run(rig, 'build', ...given, '--plan', 'plan.json')).errors).to.include(
        'error[plan/outdated]: stackql_manifest.yml has changed since the plan was made\n',
      );
      rig.edit('stack/stackql_manifest.yml', 'pin-4712', 'pin-4711');
      const built = await run(rig, 'build', ...given, '--plan', 'plan.json');
      expect(built.errors).to.include('3 created').and.not.to.include('not verified');
    });
  });

  it('are not compared without a key, which plan and build say', async () => {
    await withStack(async (rig) => {
      const warnings = ['written', 'given', 'token'].map(
        (name) => `warning[plan/secret]: ${name}: secret, not verified: the plan cannot tell whether it has changed`,
      );
      const told = ({ errors }: Run) => errors.split('\n').filter((line) => line.startsWith('warning'));
      expect(told(await save(rig))).to.deep.equal(warnings);
      const other = ['-e', 'DOOR_SECRET=pin-2223', '-e', 'CODE=pin-3333', '--plan', 'plan.json'];
      const built = await run(rig, 'build', ...other);
      expect(told(built)).to.deep.equal(warnings);
      expect(built.errors).to.include('3 created');
    });
  });

  it('need the key that the plan was made with, and one that nobody guesses', async () => {
    await withStack(async (rig) => {
      rig.environment.set('STACK_DEPLOY_PLAN_KEY', 'short');
      expect((await run(rig, 'plan', ...given, '--out', 'plan.json')).errors).to.include(
        'error[input/option]: STACK_DEPLOY_PLAN_KEY has 5 characters: it must have at least 16\n',
      );
      rig.environment.set('STACK_DEPLOY_PLAN_KEY', key);
      await save(rig);
      const build = () => run(rig, 'build', ...given, '--plan', 'plan.json');
      rig.environment.set('STACK_DEPLOY_PLAN_KEY', `${key}, another`);
      const another = await build();
      rig.environment.delete('STACK_DEPLOY_PLAN_KEY');
      const none = await build();
      expect([another, none].map(({ errors }) => errors.split('\n')[0])).to.deep.equal([
        'error[input/plan]: STACK_DEPLOY_PLAN_KEY is another one: the plan was made with one, by which its secrets are compared',
        'error[input/plan]: STACK_DEPLOY_PLAN_KEY is not set: the plan was made with one, by which its secrets are compared',
      ]);
    });
  });

  it('that uuid() makes are not made from the file', async () => {
    await withStack(async (rig) => {
      rig.edit('stack/stackql_manifest.yml', 'value: pin-4711', "value: 'pw-{{ uuid() }}'");
      const refused = await run(rig, 'plan', ...given, '--out', 'plan.json');
      expect(refused.code).to.equal(1);
      expect(refused.errors).to.equal(
        'error[plan/secret]: the plan cannot be saved: uuid() makes a secret of the stack, and would make the same one from the file\n' +
          '  = help: set STACK_DEPLOY_PLAN_KEY\n',
      );
      expect(() => rig.read('plan.json')).to.throw('ENOENT');
      rig.environment.set('STACK_DEPLOY_PLAN_KEY', key);
      await save(rig);
      const built = await run(rig, 'build', ...given, '--plan', 'plan.json');
      expect(built.errors).to.include('3 created');
    });
  });
});

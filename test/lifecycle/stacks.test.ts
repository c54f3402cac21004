import { expect } from 'chai';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const pool = 'AWS::Cognito::UserPool';
const group = 'AWS::Cognito::UserPoolGroup';

/** A stack as its author wrote it, and what becomes of it. */
interface Life {
  readonly folder: string;
  readonly environment: string;
  readonly variables: readonly string[];
  /** Words of every line of the first build, by resource. */
  readonly built: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly groups: readonly string[];
  /** A change of the author, what a test then says, and what the next build does. */
  readonly change: (rig: Rig) => void;
  readonly says: readonly string[];
  readonly rebuilt: Readonly<Record<string, string>>;
  readonly mutationsOfRebuild: readonly string[];
  /** What is done at each build, whether anything differs or not. */
  readonly always: readonly string[];
  readonly hidden?: string;
}

const lives: readonly Life[] = [
  {
    folder: 'staff-directory',
    environment: 'prd',
    variables: ['-e', 'AWS_REGION=us-east-1', '-e', 'PRD_LENGTH=14', '-e', 'PRECEDENCE=3'],
    built: { 'cognito/pool': 'created', readers: 'created', owners: 'created' },
    exports: { stack_name: 'staff-directory', stack_env: 'prd' },
    groups: ['owners', 'readers'],
    change: (rig) => rig.edit('stack/resources/tags.json', '"people"', '"humans"'),
    says: ['UserPoolTags.team is "people"; desired "humans"'],
    rebuilt: { 'cognito/pool': 'updated', readers: 'unchanged', owners: 'unchanged' },
    mutationsOfRebuild: [`UPDATE ${pool}`],
    always: [],
  },
  {
    folder: 'staff-directory',
    environment: 'dev',
    variables: ['-e', 'AWS_REGION=us-east-1', '-e', 'PRD_LENGTH=14', '-e', 'PRECEDENCE=3'],
    built: { 'cognito/pool': 'created', readers: 'created', owners: 'skipped' },
    exports: { stack_name: 'staff-directory', stack_env: 'dev' },
    groups: ['readers'],
    change: (rig) => rig.edit('stack/stackql_manifest.yml', 'value: 20', 'value: 21'),
    says: ['Precedence is 20; desired 21'],
    rebuilt: { 'cognito/pool': 'unchanged', readers: 'updated', owners: 'skipped' },
    mutationsOfRebuild: [`UPDATE ${group}`],
    always: [],
  },
  {
    folder: 'club',
    environment: 'dev',
    variables: ['-e', 'YEAR=2027'],
    built: { season: 'ran', pool: 'created', team_groups: 'created', how_many: 'queried', unprotect: 'ran' },
    exports: { stack_name: 'club', group_count: 2, year: 2027 },
    groups: ['first', 'reserves'],
    change: (rig) => rig.edit('stack/stackql_manifest.yml', 'MinimumLength: 10', 'MinimumLength: 12'),
    says: ['Policies.PasswordPolicy.MinimumLength is 10; desired 12'],
    rebuilt: { season: 'ran', pool: 'updated', team_groups: 'unchanged', how_many: 'queried', unprotect: 'ran' },
    mutationsOfRebuild: [`UPDATE ${pool}`],
    always: [`UPDATE ${pool}`],
    hidden: 'rosebud-4711',
  },
];

/** The word for each resource: `pool  created`. */
function wordsOf(errors: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      new RegExp(`^  ${name} +(\\w+)`, 'm').exec(errors.replace(/^ {2}\S+ \| .*$/gm, ''))?.[1] ?? '',
    ]),
  );
}

describe('stacks as people write them', () => {
  for (const life of lives) {
    it(`${life.folder} in ${life.environment}: built, tested, changed, rebuilt, torn down`, async () => {
      await withRig(async (rig) => {
        rig.environment.set('PATH', process.env['PATH'] ?? '/usr/bin:/bin');
        rig.copy(`test/fixtures/stacks/${life.folder}`, 'stack');
        const seen: string[] = [];
        const run = async (verb: string, ...more: readonly string[]) => {
          const done = await rig.run(verb, 'stack', life.environment, '--local', ...life.variables, ...more);
          seen.push(done.errors, done.output);
          return done;
        };
        const mutations = async () => withLocalCloud(rig, (cloud) => cloud.mutations());
        const names = Object.keys(life.built);

        const built = await run('build', '--output-file', 'out.json', '--show-queries');
        expect(built.code, built.errors).to.equal(0);
        expect(wordsOf(built.errors, names)).to.deep.equal(life.built);
        expect(JSON.parse(rig.read('out.json'))).to.include(life.exports);
        await withLocalCloud(rig, async (cloud) => {
          const [poolId = ''] = await cloud.list(pool);
          const groups = await cloud.list(group, { UserPoolId: poolId });
          expect(groups.map((identifier) => identifier.split('|')[1]).sort()).to.deep.equal(life.groups);
        });

        const afterBuild = await mutations();
        const again = await run('build');
        expect(again.code, again.errors).to.equal(0);
        expect((await mutations()).length).to.equal(afterBuild.length + life.always.length);
        const tested = await run('test');
        expect(tested.code, tested.errors).to.equal(0);

        life.change(rig);
        const drifted = await run('test');
        expect(drifted.code, drifted.errors).to.equal(1);
        for (const text of life.says) expect(drifted.errors).to.include(text);
        const before = (await mutations()).length;
        const rebuilt = await run('build');
        expect(rebuilt.code, rebuilt.errors).to.equal(0);
        expect(wordsOf(rebuilt.errors, names)).to.deep.equal(life.rebuilt);
        expect((await mutations()).length).to.equal(before + life.mutationsOfRebuild.length + life.always.length);
        expect((await run('test')).code).to.equal(0);

        const gone = await run('teardown');
        expect(gone.code, gone.errors).to.equal(0);
        await withLocalCloud(rig, async (cloud) => expect(await cloud.list(pool)).to.deep.equal([]));
        const nothing = await run('teardown');
        expect(nothing.code, nothing.errors).to.equal(0);
        if (life.hidden !== undefined) expect(seen.join('')).not.to.include(life.hidden);
      });
    });
  }
});

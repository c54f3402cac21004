import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { StableNames } from '../support/flow-fixture.ts';
import { withServedCloud, type ServedCloud } from '../support/served-cloud.ts';
import { withRig, type Rig, type Run } from '../support/rig.ts';

const folder = join(packageRoot, 'test/fixtures/reports/expected');
const secret = 'swordfish: 47%, 11';

/** UPDATE_FIXTURES=1 writes what is written as what is to be written, to be read as a difference. */
const writes = process.env['UPDATE_FIXTURES'] === '1';

function expectFile(name: string, text: string): void {
  const path = join(folder, name);
  if (writes) writeFileSync(path, text);
  expect(text).to.equal(readFileSync(path, 'utf8'));
}

interface Job {
  readonly rig: Rig;
  readonly served: ServedCloud;
  readonly run: (command: string, ...options: readonly string[]) => Promise<Run>;
  /** What a run has written, with names that another draw of chance does not change; secrets are only where the runner is told them. */
  readonly shown: (text: string) => string;
}

/** The stack of the fixture in a job, with the variables that the service sets. */
async function inJob(
  variables: (rig: Rig) => Readonly<Record<string, string>>,
  use: (job: Job) => Promise<void>,
): Promise<void> {
  await withRig(async (rig) => {
    await withServedCloud(rig, async (served) => {
      rig.copy('test/fixtures/reports/stack', 'stack');
      for (const [name, value] of Object.entries(variables(rig))) rig.environment.set(name, value);
      const names = new StableNames();
      await use({
        rig,
        served,
        run: (command, ...options) => {
          const target = command === 'validate' ? [] : ['--endpoint-url', served.url];
          return rig.run(command, 'stack', 'dev', '-e', `note_password=${secret}`, ...target, ...options);
        },
        shown: (text) => names.replace(text).replaceAll(served.url, 'URL'),
      });
    });
  });
}

const github = (rig: Rig): Readonly<Record<string, string>> => ({
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKSPACE: rig.folder,
  GITHUB_STEP_SUMMARY: join(rig.folder, 'summary.md'),
  GITHUB_OUTPUT: join(rig.folder, 'outputs'),
});

/** What GitHub shows of a log: the lines without those that tell it secrets. */
function withoutMasks(text: string): string {
  return text.replace(/^::add-mask::.*\n/gm, '');
}

describe('a job of GitHub Actions', () => {
  it('has groups, annotations, masks, a summary and outputs of a build that fails and of one that ends well', async () => {
    await inJob(github, async ({ rig, served, run, shown }) => {
      const message = `no: '${secret}'\n::add-mask::queue\n##[error]forged`;
      served.emulator.inject({
        kind: 'error',
        operation: 'CreateResource',
        after: 1,
        name: 'ValidationException',
        message,
      });
      const failed = await run('build');
      expect(failed.code).to.equal(1);
      expect(withoutMasks(failed.errors)).not.to.include('swordfish');
      expectFile('github-failed.txt', shown(failed.errors));
      const built = await run('build');
      expect(built.code, built.errors).to.equal(0);
      expect(withoutMasks(built.errors)).not.to.include('swordfish');
      expectFile('github-built.txt', shown(built.errors));
      expectFile('github-summary.md', shown(rig.read('summary.md')));
      expectFile('github-outputs.txt', shown(rig.read('outputs')));
      expect(rig.read('summary.md') + rig.read('outputs')).not.to.include('swordfish');
    });
  });

  it('is told a secret before anything else', async () => {
    await inJob(github, async ({ run }) => {
      const { errors } = await run('build', '--show-queries');
      expect(errors.split('\n')[0]).to.equal('::add-mask::swordfish: 47%25, 11');
      expect(errors.indexOf('***')).to.be.greaterThan(0);
    });
  });

  it('has annotations where a test, a plan and validate find something', async () => {
    await inJob(github, async ({ rig, served, run, shown }) => {
      await run('build');
      rig.edit('stack/stackql_manifest.yml', 'value: 60', 'value: 90');
      const annotations = ({ errors }: Run): string =>
        shown(errors.match(/^::(?:error|warning) .*\n/gm)?.join('') ?? '');
      const tested = await run('test');
      served.emulator.inject({ kind: 'denied', operation: 'GetResource', typeName: 'AWS::SSM::Parameter' });
      const planned = await run('plan');
      rig.edit('stack/resources/queue.iql', '{{ visibility_timeout }}', '{{ visibility, timeout }}');
      const validated = await run('validate');
      expectFile('github-annotations.txt', [tested, planned, validated].map(annotations).join('\n'));
      expect(planned.errors).not.to.include('::group::');
    });
  });

  it('has a summary of drift, and says where one cannot be written', async () => {
    await inJob(github, async ({ rig, run }) => {
      await run('build');
      rig.write('summary.md', '');
      expect((await run('drift')).code).to.equal(0);
      expect(rig.read('summary.md')).to.match(/^<!-- stack-deploy drift: shop \(dev\) -->\n\n### Drift: shop \(dev\)/);
      rig.environment.set('GITHUB_STEP_SUMMARY', join(rig.folder, 'no/summary.md'));
      const { code, errors } = await run('test');
      expect(code).to.equal(1);
      expect(errors).to.include('error[input/file-missing]: the step summary');
    });
  });
});

describe('a job of GitLab CI/CD', () => {
  it('has a section for each resource, and the exports as variables', async () => {
    await inJob(
      () => ({ GITLAB_CI: 'true' }),
      async ({ rig, run, shown }) => {
        const { code, errors } = await run('build', '--report', 'build.env');
        expect(code, errors).to.equal(0);
        expectFile('gitlab-built.txt', shown(JSON.stringify(errors.split('\n'), undefined, 1)));
        expect(rig.read('build.env')).to.match(/^queue_url=\S+\n$/);
        expect(errors).not.to.include('::');
      },
    );
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { assertDescribedRunReport } from '../support/described-json.ts';
import { StableNames } from '../support/flow-fixture.ts';
import { withServedCloud, type ServedCloud } from '../support/served-cloud.ts';
import { withRig, type Rig, type Run } from '../support/rig.ts';
import { elementsOf } from '../support/xml-elements.ts';

const folder = join(packageRoot, 'test/fixtures/reports/expected');
const secret = 'swordfish-4711';

/** UPDATE_FIXTURES=1 writes what is reported as what is to be reported, to be read as a difference. */
const writes = process.env['UPDATE_FIXTURES'] === '1';

function expectFile(name: string, text: string): void {
  const path = join(folder, name);
  if (writes) writeFileSync(path, text);
  expect(text).to.equal(readFileSync(path, 'utf8'));
}

interface Reported {
  readonly rig: Rig;
  readonly served: ServedCloud;
  /** Runs a command over the stack with all reports that it can write, and compares them with those of the fixture. */
  readonly report: (verb: string, fixture: string, code: number, ...options: readonly string[]) => Promise<Run>;
}

/** The stack of the fixture, built; since then its queue is to have another timeout, and it has got a topic. */
async function withBuiltStack(use: (reported: Reported) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    await withServedCloud(rig, async (served) => {
      const names = new StableNames();
      rig.copy('test/fixtures/reports/stack', 'stack');
      const given = ['-e', `note_password=${secret}`, '--endpoint-url', served.url];
      const report: Reported['report'] = async (verb, fixture, code, ...options) => {
        const endings = verb === 'plan' || verb === 'teardown' ? ['xml', 'json', 'md'] : ['xml', 'json', 'md', 'env'];
        const files = endings.map((ending) => `report.${ending}`);
        const reports = files.flatMap((file) => ['--report', file]);
        const run = await rig.run(verb, 'stack', 'dev', ...given, ...reports, ...options);
        expect(run.code, run.errors).to.equal(code);
        for (const [index, file] of files.entries()) {
          const text = names.replace(rig.read(file));
          expect(text).not.to.include('swordfish');
          expectFile(`${fixture}.${endings[index]}`, text);
          if (file === 'report.json' && verb !== 'plan') assertDescribedRunReport(text);
        }
        elementsOf(rig.read('report.xml'));
        return run;
      };
      const mail = rig.read('stack/stackql_manifest.yml');
      rig.edit('stack/stackql_manifest.yml', '  - name: mail\n', '');
      const built = await rig.run('build', 'stack', 'dev', ...given);
      expect(built.code, built.errors).to.equal(0);
      rig.write('stack/stackql_manifest.yml', mail.replace('value: 60', 'value: 90'));
      await use({ rig, served, report });
    });
  });
}

describe('reports', () => {
  it('of a build have its update, its failure and what was not attempted, and no secret', async () => {
    await withBuiltStack(async ({ rig, served, report }) => {
      rig.edit('stack/resources/note.iql', `"Value": text}`, `"Value": text ~ "!"}`);
      rig.edit('stack/resources/note.iql', `AND value = '{{ text }}'`, `AND value = '{{ text }}!'`);
      const message = `the value '${secret}!' is <wrong> & "refused"`;
      served.emulator.inject({ kind: 'fail', operation: 'UpdateResource', after: 1, code: 'InvalidRequest', message });
      await report('build', 'build', 1, '--on-failure', 'ignore');
    });
  });

  it('of a test have what differs, with the statement that says so', async () => {
    await withBuiltStack(async ({ report }) => {
      await report('test', 'test', 1);
    });
  });

  it('of a build that undoes its work have what became of each change', async () => {
    await withBuiltStack(async ({ served, report }) => {
      served.emulator.inject({ kind: 'denied', operation: 'CreateResource' });
      await report('build', 'rollback', 1, '--on-failure', 'rollback');
    });
  });

  it('of a plan, of a build without failures and of a teardown have each resource', async () => {
    await withBuiltStack(async ({ report }) => {
      await report('plan', 'plan', 0);
      await report('build', 'built', 0);
      await report('teardown', 'teardown', 0);
    });
  });

  it('of a plan have the resource that could not be planned', async () => {
    await withBuiltStack(async ({ served, report }) => {
      served.emulator.inject({ kind: 'denied', operation: 'GetResource', typeName: 'AWS::SSM::Parameter' });
      await report('plan', 'plan-denied', 1);
    });
  });

  it('of a stack with mistakes have the mistakes', async () => {
    await withBuiltStack(async ({ rig, report }) => {
      rig.edit('stack/resources/queue.iql', '{{ visibility_timeout }}', '{{ visibility }}');
      rig.edit('stack/resources/mail.iql', 'TopicName, ', '');
      await report('build', 'mistakes', 1);
      await report('plan', 'plan-mistakes', 1);
    });
  });

  it('of an interrupted build have what was not attempted', async () => {
    await withBuiltStack(async ({ rig, report }) => {
      rig.signal = AbortSignal.abort();
      await report('build', 'interrupted', 1);
    });
  });

  it('have an ending that says their format', async () => {
    await withRig(async (rig) => {
      rig.copy('test/fixtures/reports/stack', 'stack');
      const given = ['stack', 'dev', '--local', '-e', `note_password=${secret}`];
      const wrong = await rig.run('build', ...given, '--report', 'report.html', '--report', 'report');
      expect(wrong).to.deep.equal({
        code: 1,
        output: '',
        errors:
          'error[input/option]: --report report.html has an unknown ending: use .xml (JUnit), .json, .md (Markdown) or .env (exports as variables)\n\n' +
          'error[input/option]: --report report has an unknown ending: use .xml (JUnit), .json, .md (Markdown) or .env (exports as variables)\n',
      });
      const plan = await rig.run('plan', ...given, '--report', 'a.env', '--report', 'no/a.md', '--report', '.xml');
      expect(plan.errors).to.equal(
        'error[input/option]: --report a.env has an unknown ending: use .xml (JUnit), .json or .md (Markdown)\n\n' +
          'error[input/file-missing]: the report no/a.md cannot be written: its folder does not exist\n',
      );
      // What can be written says why nothing was run.
      expect(rig.read('.xml')).to.include('input/option');
      const twice = await rig.run('test', ...given, '--report', 'a.md', '--report', './a.md');
      expect(twice.errors).to.equal('error[input/option]: --report ./a.md is given twice\n');
      const dry = await rig.run('build', ...given, '--report', 'a.md', '--dry-run');
      expect(dry.errors).to.include("option '--report <FILE>' cannot be used with option '--dry-run'");
    });
  });
});

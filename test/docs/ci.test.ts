import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { directiveOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';
import { runBlock, writeBaseStack } from '../support/doc-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { elementsOf } from '../support/xml-elements.ts';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface GitlabJob {
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly artifacts?: { readonly reports: Readonly<Record<string, string>> };
}

const page = 'docs/ci.md';
const blocks = sectionsOf(page).flatMap(({ blocks: all }) => all);
const [deploy, preview, gitlab] = blocks.filter((block) => directiveOf(block, 'workflow') !== undefined);

function stepsOf(text: string): readonly Step[] {
  const { jobs } = parse(text) as { jobs: Readonly<Record<string, { steps: readonly Step[] }>> };
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

/** Runs a command of this program on this machine, or another one in a shell that has the variables; what it printed. */
async function runLine(rig: Rig, line: string, variables: Readonly<Record<string, string>> = {}): Promise<string> {
  if (!line.includes('stack-deploy ')) {
    return execFileSync('/bin/sh', ['-ec', line], {
      cwd: rig.folder,
      env: { ...process.env, ...variables },
    }).toString();
  }
  const local = line.includes('stack-deploy validate') ? line : `${line} --local`;
  const runs = await runBlock(rig, { ...deploy!, text: local });
  return runs.map(({ output, errors }) => output + errors).join('');
}

/** The outputs that the steps so far have given. */
function outputsIn(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return new Map([...found].map(([, name = '', , value = '']) => [name, value]));
}

describe(page, () => {
  it('has a workflow of GitHub whose steps run one after the other', async () => {
    await withRig(async (rig) => {
      writeBaseStack(rig);
      rig.edit('stackql_manifest.yml', 'strict: true', 'exports:\n  - user_pool_id\nstrict: true');
      rig.environment.set('GITHUB_ACTIONS', 'true');
      rig.environment.set('GITHUB_WORKSPACE', rig.folder);
      rig.environment.set('GITHUB_OUTPUT', join(rig.folder, 'outputs'));
      rig.environment.set('GITHUB_STEP_SUMMARY', join(rig.folder, 'summary.md'));
      const printed: string[] = [];
      for (const { run, env = {} } of stepsOf(deploy!.text)) {
        if (run === undefined) continue;
        const variables = Object.entries(env).map(([name, text]) => [
          name,
          text.replace(/\$\{\{ steps\.build\.outputs\.(\w+) \}\}/g, (_, output: string) => {
            const value = outputsIn(rig.read('outputs')).get(output);
            expect(value, output).not.to.equal(undefined);
            return value!;
          }),
        ]);
        printed.push(await runLine(rig, run, Object.fromEntries(variables) as Record<string, string>));
      }
      expect(printed.length).to.equal(4);
      expect(printed.at(-1)).to.match(/^The pool is us-east-1_\w+\n$/);
      expect(elementsOf(rig.read('build.xml')).attributes).to.include({ failures: '0', errors: '0' });
      expect(elementsOf(rig.read('test.xml')).attributes).to.include({ failures: '0', errors: '0' });
      expect(JSON.parse(rig.read('test.json'))).to.include({ command: 'test', ok: true });
      expect(rig.read('summary.md').match(/^### .*/gm)).to.deep.equal([
        '### Build: shop (prd)',
        '### Test: shop (prd)',
      ]);
    });
  });

  it('has a workflow with the action, whose inputs the action has', () => {
    const action = parse(readDocument('action.yml')) as { inputs: object; outputs: object };
    const step = stepsOf(preview!.text).find(({ uses = '' }) => uses.endsWith('/stack-deploy'));
    expect(Object.keys(action.inputs)).to.include.members(Object.keys(step?.with ?? {}));
    const { prose = '' } = sectionsOf(page).find(({ heading }) => heading === 'The action') ?? {};
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(prose).to.include(`\`${name}\``);
  });

  it('has a pipeline of GitLab whose jobs run one after the other', async () => {
    await withRig(async (rig) => {
      writeBaseStack(rig);
      rig.edit('stackql_manifest.yml', 'strict: true', 'exports:\n  - user_pool_id\nstrict: true');
      rig.environment.set('GITLAB_CI', 'true');
      const jobs = Object.values(parse(gitlab!.text) as Readonly<Record<string, GitlabJob>>);
      let given: Record<string, string> = { AWS_TOKEN: 'token' };
      let printed = '';
      for (const { variables = {}, before_script: before = [], script, artifacts } of jobs) {
        const own = { ...given, ...variables, AWS_WEB_IDENTITY_TOKEN_FILE: join(rig.folder, 'token') };
        for (const line of [...before, ...script]) printed = await runLine(rig, line, own);
        const { junit, dotenv } = artifacts?.reports ?? {};
        if (junit !== undefined) elementsOf(rig.read(junit));
        const lines = dotenv === undefined ? [] : rig.read(dotenv).trim().split('\n');
        given = { ...given, ...Object.fromEntries(lines.map((line) => line.split('=') as [string, string])) };
      }
      expect(printed).to.match(/^The pool is us-east-1_\w+\n$/);
    });
  });

  it('has a command that writes reports', async () => {
    await withRig(async (rig) => {
      writeBaseStack(rig);
      await rig.run('build', '.', 'prd', '--local');
      const commands = blocks.filter((block) => directiveOf(block, 'run') !== undefined);
      expect(commands.length).to.equal(1);
      for (const block of commands) await runBlock(rig, block);
      expect(rig.read('test.md')).to.include('### Test: shop (prd)');
    });
  });
});

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { withAwsBehindProxy } from '../support/aws-behind-proxy.ts';
import { withRig } from '../support/rig.ts';

/** Installs the package as people do, and asks AWS as a company's network shows it, on every line of Node that is supported. */
const versions = [process.version, '22', '24'];
const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-network-'));
try {
  npm('pack', '--pack-destination', folder, packageRoot);
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  npm('install', '--prefix', folder, join(folder, packed));
  for (const version of versions) {
    const node = version === process.version ? process.execPath : installNode(version);
    const problems = await tryOut(node);
    const told = problems.length === 0 ? 'ok' : problems.join('\n');
    process.stdout.write(`${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}: ${told}\n`);
    if (problems.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function npm(...argv: readonly string[]): void {
  execFileSync('npm', [...argv, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The package `node` would fetch this one by a script of its own. */
function installNode(version: string): string {
  const prefix = join(folder, `node-${version}`);
  const name = `node-${process.platform}-${process.arch}`;
  npm('install', '--prefix', prefix, `${name}@${version}`);
  return join(prefix, 'node_modules', name, 'bin/node');
}

/** What went wrong, in words. */
async function tryOut(node: string): Promise<readonly string[]> {
  return withRig((rig) =>
    withAwsBehindProxy(rig, async (aws) => {
      rig.write('company.pem', aws.authority.certificate);
      const certificates = `${rig.folder}/company.pem`;
      const sql = "SELECT user_pool_name FROM awscc.cognito.user_pools WHERE region = 'us-east-1'";
      const ask = ['query', sql, '--format', 'csv'];
      const answered = 'user_pool_name\n';
      const proxy = { HTTPS_PROXY: aws.proxyUrl };
      const pull = ['schema', 'pull', 'AWS::Shop::Basket', '--region', 'us-east-1', '--schema-dir', 'own'];
      const cases: readonly (readonly [argv: readonly string[], more: Record<string, string>, output: string])[] = [
        [ask, { ...proxy, AWS_CA_BUNDLE: certificates }, answered],
        [ask, { ...proxy, NODE_EXTRA_CA_CERTS: certificates }, answered],
        [ask, { https_proxy: aws.proxyUrl, HTTPS_PROXY: 'http://127.0.0.1:1', AWS_CA_BUNDLE: certificates }, answered],
        [[...ask, '--endpoint-url', aws.directUrl], { AWS_CA_BUNDLE: certificates }, answered],
        [pull, { ...proxy, AWS_CA_BUNDLE: certificates }, ''],
      ];
      const problems: string[] = [];
      for (const [argv, more, output] of cases) {
        const run = await start(node, argv, rig.folder, more);
        if (run.code === 0 && run.output === output) continue;
        problems.push(`${argv.join(' ')} with ${Object.keys(more).join(', ')}: exit ${run.code}\n${run.errors}`);
      }
      return problems;
    }),
  );
}

interface Started {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(node: string, argv: readonly string[], home: string, more: Record<string, string>): Promise<Started> {
  const keys = { AWS_ACCESS_KEY_ID: '000000000000', AWS_SECRET_ACCESS_KEY: 'local' };
  const child = spawn(node, [join(folder, 'node_modules/.bin/stack-deploy'), ...argv], {
    cwd: home,
    env: { HOME: home, PATH: process.env['PATH'], ...keys, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}

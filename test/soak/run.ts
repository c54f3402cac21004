import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

/**
 * `npm run test:soak` soaks stacks of several kinds with both answers to a used ClientToken. Arguments go to each soak: `-- --sample all`.
 * Ends with 1 where one of them finds a violation.
 */
const stacks = [
  ['examples/cognito-user-pool', '--other-values', 'prd'],
  ['examples/vpc-network'],
  ['examples/web-application', '--region', 'us-east-1'],
  ['test/fixtures/stacks/pool-and-queue', '--other', 'RETENTION=120'],
  ['test/fixtures/stacks/pool-and-queue', '--other', 'RETENTION=120', '--lock'],
  ['test/fixtures/stacks/shop', '--other', 'DAYS=14'],
  // Items of a for_each that come and go.
  ['test/fixtures/stacks/crew', '--region', 'us-east-1', '--other', 'CREW=ann'],
  ['test/fixtures/stacks/crew', '--region', 'us-east-1', '--other', 'CREW=ann,cy', '--lock'],
] as const;

const given = process.argv.slice(2);
let failed = 0;
for (const [folder, ...other] of stacks) {
  for (const answer of ['conflict', 'replay']) {
    process.stdout.write(`\n${[folder, ...other].join(' ')}, ${answer}\n`);
    const argv = ['soak', folder, 'dev', ...other, '--repeated-token', answer, ...given];
    const { status } = spawnSync(process.execPath, [join(packageRoot, 'bin/stack-deploy.js'), ...argv], {
      cwd: packageRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) failed += 1;
  }
}
process.exitCode = failed === 0 ? 0 : 1;

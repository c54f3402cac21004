import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { withEmulator } from '../support/emulator-process.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { requireCommand } from './outside-tools.ts';

const stem = 'queue_of_the_department_whose_name_needs_most_of_the_width_of_a_terminal';
const program = join(packageRoot, 'bin/stack-deploy.js');

/** A terminal of its own, and what its window shows, without times. */
class Terminal {
  readonly #socket = `stack-deploy-${process.pid}`;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  start(columns: number, command: string): void {
    this.#tmux('new-session', '-d', '-s', 'main', '-x', String(columns), '-y', '24', `${command}; echo END; cat`);
  }

  resize(columns: number): void {
    this.#tmux('resize-window', '-t', 'main', '-x', String(columns), '-y', '24');
  }

  shown(): string {
    const text = this.#tmux('capture-pane', '-p', '-t', 'main');
    return withoutTimes(text).trimEnd();
  }

  /** What is shown once it holds a text. */
  async until(text: RegExp): Promise<string> {
    for (;;) {
      const shown = this.shown();
      if (text.test(shown)) return shown;
      await wait(50);
    }
  }

  close(): void {
    spawnSync('tmux', ['-L', this.#socket, 'kill-server']);
  }

  #tmux(...argv: readonly string[]): string {
    const settings = ['-L', this.#socket, '-f', '/dev/null'];
    return execFileSync('tmux', [...settings, ...argv], { cwd: this.#folder, env: environment, encoding: 'utf8' });
  }
}

const environment = { ...process.env, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', LC_ALL: 'C.UTF-8' };

function withoutTimes(text: string): string {
  return text
    .replaceAll(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, '*')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/\d+\.\d s$/gm, 'TIME')
    .replaceAll(/ +$/gm, '');
}

/** A stack of three queues that are made side by side, and what builds it: each takes some seconds. */
async function withSlowBuild(use: (command: string, rig: Rig) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    const entries = ['a', 'b', 'c'].map(
      (one) => `  - { name: ${stem}_${one}, type: 'AWS::SQS::Queue', properties: { QueueName: jobs-${one} } }\n`,
    );
    rig.write('shop/stackql_manifest.yml', `version: 1\nname: shop\nparallelism: 3\nresources:\n${entries.join('')}`);
    await withEmulator(rig.folder, ['--request-time', '4s'], ({ url }) =>
      use(`'${process.execPath}' '${program}' build shop dev --region us-east-1 --endpoint-url ${url}`, rig),
    );
  });
}

/** The lines that move, as wide as there is room for: each is cut before its time, which need not be the same for all. */
const moving = (width: number): string =>
  ['a', 'b', 'c'].map((one) => `  * ${`${stem}_${one}: create`.slice(0, width - 10)}  SECONDS`).join('\n');

const withoutSeconds = (text: string): string => text.replaceAll(/(?<= {2})\d+ s$/gm, 'SECONDS');

const head = 'Building shop (dev) on http://HOST';
const url = (one: string): string => `https://sqs.us-east-1.amazonaws.com/000000000000/jobs-${one}`;

/** How the resources end: what is too long for a line goes on in the next. */
const ended = (columns: number): string =>
  ['a', 'b', 'c']
    .map((one) => `  ${stem}_${one}  created    ${url(one)}  TIME`)
    .map((line) => (line.length > columns ? `${line.slice(0, columns)}\n${line.slice(columns)}` : line))
    .join('\n');

describe('the live view in a terminal', () => {
  before(() => requireCommand('tmux', ['-V']));

  for (const [columns, later] of [
    [80, 80],
    [200, 200],
    [200, 80],
    [80, 200],
  ] as const) {
    const title = columns === later ? `of ${columns} columns` : `that is resized from ${columns} to ${later} columns`;
    it(`stays in its place in one ${title}`, async () => {
      await withSlowBuild(async (command, rig) => {
        const terminal = new Terminal(rig.folder);
        try {
          terminal.start(columns, command);
          const first = await terminal.until(/ {2}1 s$/m);
          expect(first).to.match(/^Building shop/);
          terminal.resize(later);
          // All three have been drawn once more by then.
          const moved = withoutSeconds(await terminal.until(/(?:^ .* {2}[2-9] s\n?){3}/m));
          const over = await terminal.until(/^END$/m);
          const end = `${ended(later)}\n\n3 created in TIME\nEND`;
          if (columns > later) {
            // The terminal breaks lines before the program hears of it: what it drew until then may stay above.
            expect(moved.split('\n').slice(-3).join('\n')).to.equal(moving(later));
            expect(over.endsWith(`\n${end}`) || over === end, over).to.equal(true);
          } else {
            expect(moved).to.equal(`${head}\n\n${moving(later)}`);
            expect(over).to.equal(`${head}\n\n${end}`);
          }
        } finally {
          terminal.close();
        }
      });
    });
  }

  it('is plain lines in a pipe', async () => {
    await withSlowBuild((command, rig) => {
      const { stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
        cwd: rig.folder,
        env: environment,
        encoding: 'utf8',
      });
      const lines = withoutTimes(stderr);
      expect([stdout, lines]).to.deep.equal(['', `${head}\n\n${ended(Infinity)}\n\n3 created in TIME\n`]);
      return Promise.resolve();
    });
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { findFormat } from '../../src/report/formats/index.ts';
import type { ShownRows } from '../../src/report/formats/result-format.ts';
import { plainText } from '../../src/values/reading.ts';
import { hardRows, plainRows } from '../support/result-rows.ts';
import { Rig, withRig } from '../support/rig.ts';
import { python, requirePython } from './outside-tools.ts';

const program = `'${process.execPath}' '${join(packageRoot, 'bin/stack-deploy.js')}'`;

function python3(script: string, input: string): unknown {
  const text = execFileSync(python, ['-c', script], { input, encoding: 'utf8' });
  return JSON.parse(text);
}

const readCsv =
  'import csv, json, sys; sys.stdin.reconfigure(newline=""); print(json.dumps(list(csv.reader(sys.stdin, strict=True))))';
const readYaml = 'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin.buffer))))';

function formatted(format: string, rows: ShownRows): string {
  return findFormat(format)!.format(rows, { width: 80 });
}

describe('results, read by others', () => {
  before(() => requirePython('yaml'));

  for (const [name, rows] of [
    ['a result', plainRows],
    ['texts that are hard to write', hardRows],
  ] as const) {
    it(`CSV: Python finds the same cells of ${name}`, () => {
      const cells = rows.rows.map((row) => row.map((cell) => (cell === null ? '' : plainText(cell))));
      expect(python3(readCsv, formatted('csv', rows))).to.deep.equal([rows.columns, ...cells]);
    });

    it(`YAML: PyYAML finds the same values of ${name}`, () => {
      expect(python3(readYaml, formatted('yaml', rows))).to.deep.equal([JSON.parse(formatted('json', rows))]);
    });
  }

  it('are what the command writes', async () => {
    await withRig(async (rig) => {
      const text = `SELECT 'プール' AS name, 'x "y", z' AS quotes, 'one\ntwo' AS lines, NULL AS missing, json('{"a":[1,{"b":"c"}]}') AS nested;
        SELECT 1 AS one`;
      const run = async (format: string): Promise<string> => {
        const { code, output, errors } = await rig.run('query', text, '--local', '--format', format);
        expect(code, errors).to.equal(0);
        return output;
      };
      expect(python3(readCsv, await run('csv'))).to.deep.equal([
        ['name', 'quotes', 'lines', 'missing', 'nested'],
        ['プール', 'x "y", z', 'one\ntwo', '', '{"a":[1,{"b":"c"}]}'],
        [],
        ['one'],
        ['1'],
      ]);
      expect(python3(readYaml, await run('yaml'))).to.deep.equal(JSON.parse(await run('json')));
    });
  });
});

/** The shell on a terminal that nobody sits at. */
class Terminal {
  readonly #socket: string;
  readonly #folder: string;

  constructor(folder: string, command: string) {
    this.#folder = folder;
    // The server of the one before may still be on its way out.
    this.#socket = join(mkdtempSync(join(folder, 'tmux-')), 'socket');
    this.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', '90', '-y', '40', command);
  }

  #tmux(...words: readonly string[]): string {
    return execFileSync('tmux', ['-S', this.#socket, ...words], { cwd: this.#folder, encoding: 'utf8' });
  }

  /** Keys by name: `Enter`, `Tab`, `C-c`. */
  press(...keys: readonly string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  type(text: string): void {
    // A last semicolon would be tmux's own.
    this.#tmux('send-keys', '-l', text.replace(/;$/, '\\;'));
  }

  screen(): string {
    return this.#tmux('capture-pane', '-p')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Waits until the screen ends so. */
  async endsWith(text: string): Promise<string> {
    const until = Date.now() + 120_000;
    for (;;) {
      const screen = this.screen();
      if (screen.endsWith(text)) return screen;
      if (Date.now() > until) throw new Error(`the screen does not end with ${JSON.stringify(text)}:\n${screen}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  close(): void {
    try {
      this.#tmux('kill-server');
    } catch {
      // It ended with the shell.
    }
  }
}

describe('the shell on a terminal', () => {
  const rig = new Rig();
  const state = join(rig.folder, 'state');
  const history = join(state, 'stack-deploy', 'history');
  let terminal: Terminal;
  const open = (): Terminal =>
    new Terminal(
      rig.folder,
      `AWS_REGION=us-east-1 XDG_STATE_HOME='${state}' API_TOKEN=hunter2hunter2 ${program} shell --local --write --no-color`,
    );
  const prompt = 'us-east-1 local>';

  before(() => {
    mkdirSync(state);
    terminal = open();
  });

  after(() => {
    terminal.close();
    rig.close();
  });

  it('completes names, takes a statement of several lines, and shows what it yields', async () => {
    await terminal.endsWith(prompt);
    terminal.type("INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT 'web';");
    terminal.press('Enter');
    await terminal.endsWith(` in us-east-1\n${prompt}`);
    terminal.type('select count(*) as pools from awscc.cognito.user_poo');
    terminal.press('Tab');
    await terminal.endsWith('awscc.cognito.user_pool');
    terminal.type('s');
    terminal.press('Enter');
    await terminal.endsWith('->');
    terminal.type('where user_pool_n');
    terminal.press('Tab');
    await terminal.endsWith('where user_pool_name');
    terminal.type(" = 'web';");
    terminal.press('Enter');
    const screen = await terminal.endsWith(`1 row\n${prompt}`);
    expect(screen).to.include('│ pools │\n├───────┤\n│     1 │');
  });

  it('ends a statement that would run for ever with Ctrl-C, and one that is half typed', async () => {
    terminal.type('with n(x) as (select 1 union all select x + 1 from n) select count(*) from n;');
    terminal.press('Enter');
    // Typed ahead, and forgotten with the statement that it was ahead of.
    terminal.type('select 7;');
    terminal.press('Enter');
    terminal.press('C-c');
    await terminal.endsWith(`^C\ninterrupted\n${prompt}`);
    terminal.type("select 'half");
    terminal.press('Enter');
    await terminal.endsWith('->');
    terminal.press('C-c');
    await terminal.endsWith(`^C\n${prompt}`);
  });

  it('sets region and target in the prompt', async () => {
    terminal.type('\\region eu-west-1');
    terminal.press('Enter');
    await terminal.endsWith('\neu-west-1 local>');
    terminal.type('\\region us-east-1');
    terminal.press('Enter');
    await terminal.endsWith(`\n${prompt}`);
  });

  it('keeps what was typed for the next shell, but no secret', async () => {
    terminal.type("select 'hunter2hunter2' as x;");
    terminal.press('Enter');
    await terminal.endsWith(`1 row\n${prompt}`);
    terminal.close();
    expect(readFileSync(history, 'utf8')).to.equal(
      "INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT 'web';\n" +
        "select count(*) as pools from awscc.cognito.user_pools where user_pool_name = 'web';\n" +
        'with n(x) as (select 1 union all select x + 1 from n) select count(*) from n;\n',
    );
    expect(statSync(history).mode & 0o777).to.equal(0o600);
    terminal = open();
    await terminal.endsWith(prompt);
    terminal.press('Up', 'Up');
    // Where the line is broken is the terminal's affair.
    await terminal.endsWith("'web';");
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { Rig } from '../support/rig.ts';
import { python } from './outside-tools.ts';

const program = `'${process.execPath}' '${join(packageRoot, 'bin/stack-deploy.js')}'`;

function python3(script: string, input: string): string {
  return execFileSync(python, ['-c', script], { input, encoding: 'utf8' });
}

describe('results, read by others', () => {
  it("CSV: Python's reader finds the same cells", async () => {
    const rig = new Rig();
    try {
      const text = `SELECT 'プール' AS name, 'a,b' AS comma, 'x "y"' AS quotes, 'one
two' AS lines, NULL AS missing, '' AS empty, ' x ' AS blanks, json('{"a":[1,{"b":"c"}]}') AS nested`;
      const { code, output, errors } = await rig.run('query', text, '--local', '--format', 'csv');
      expect(code, errors).to.equal(0);
      const script = 'import csv, json, sys; print(json.dumps(list(csv.reader(sys.stdin, strict=True))))';
      expect(JSON.parse(python3(script, output))).to.deep.equal([
        ['name', 'comma', 'quotes', 'lines', 'missing', 'empty', 'blanks', 'nested'],
        ['プール', 'a,b', 'x "y"', 'one\ntwo', '', '', ' x ', '{"a":[1,{"b":"c"}]}'],
      ]);
    } finally {
      rig.close();
    }
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
    const until = Date.now() + 30_000;
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
    await new Promise((resolve) => setTimeout(resolve, 1500));
    terminal.press('C-c');
    await terminal.endsWith(`interrupted\n${prompt}`);
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
    terminal.type('\\q');
    terminal.press('Enter');
    const ended = Date.now() + 10_000;
    while (!readFileSync(history, 'utf8').includes('from n;') && Date.now() < ended)
      await new Promise((resolve) => setTimeout(resolve, 50));
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

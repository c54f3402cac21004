import { expect } from 'chai';
import type { ScriptEnd } from '../../../src/lifecycle/script-runner.ts';
import { runScript } from '../../../src/lifecycle/run-script.ts';
import { Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { createRunRig, type RunRig } from './run-rig.ts';

const exited = (code: number): ScriptEnd['how'] => ({ kind: 'exited', code });

interface Setting {
  readonly text?: string;
  /** Names that the script exports; a name that begins with `!` is protected. */
  readonly exports?: readonly string[];
  readonly end?: Partial<ScriptEnd>;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly more?: string;
  readonly head?: string;
}

function setup({ text = 'true', exports = [], end = {}, variables = {}, more = '', head = '' }: Setting): RunRig {
  const names = exports.map((name) => name.replace('!', ''));
  const hidden = exports.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const lines = [
    '    type: script',
    `    run: ${JSON.stringify(text)}`,
    ...(names.length === 0 ? [] : [`    exports: [${names.join(', ')}]`]),
    ...(hidden.length === 0 ? [] : [`    protected: [${hidden.join(', ')}]`]),
  ];
  return createRunRig({ entry: lines.join('\n') + '\n' + more, head, queries: '', variables, script: () => end });
}

describe('runScript', () => {
  it('runs the rendered text in the folder of the stack, for as long as it may take', async () => {
    const { run, scripts, session } = setup({
      text: 'echo {{ vars.name }}',
      variables: { name: 'pool' },
      more: '    timeout: 7\n',
    });
    expect(await runScript(run)).to.deep.equal({ ok: true, value: undefined });
    expect(
      scripts.map(({ text, workingDirectory, timeoutMs }) => ({ text, workingDirectory, timeoutMs })),
    ).to.deep.equal([{ text: 'echo pool', workingDirectory: session.stack.folder, timeoutMs: 7000 }]);
  });

  it('tells the secrets of its text and of its environment before it runs', async () => {
    const { run, secrets, scripts } = setup({
      text: 'login {{ vars.token }}',
      variables: { token: new Secret('s3cret'), other: new Secret('hidden') },
    });
    expect((await runScript(run)).ok).to.equal(true);
    expect(scripts[0]?.text).to.equal('login s3cret');
    expect(new Set(secrets)).to.deep.equal(new Set(['s3cret', 'hidden']));
  });

  it('tells a secret that only its text has', async () => {
    const { run, secrets, scripts } = setup({
      text: 'login {{ vars.token | upper }}',
      variables: { token: new Secret('s3cret') },
    });
    expect((await runScript(run)).ok).to.equal(true);
    expect(scripts[0]?.text).to.equal('login S3CRET');
    expect(secrets).to.include('S3CRET');
  });

  it('gives it what the stack knows, the nearer over the farther', async () => {
    const { run, scripts } = setup({
      variables: { name: 'far', list: [1, 2], 'not-a-name': 'x', later: new Unknown('pool.id') },
      head: 'globals:\n  - name: place\n    value: here\n  - name: name\n    value: nearer\n',
      more: '    props:\n      - name: place\n        value: nearest\n',
    });
    await runScript(run);
    const environment = Object.fromEntries(scripts[0]?.environment ?? []);
    expect(environment['IDEMPOTENCY_TOKEN']).to.match(/^[0-9a-f-]{36}$/);
    expect({ ...environment, IDEMPOTENCY_TOKEN: '' }).to.deep.equal({
      name: 'nearer',
      list: '[1,2]',
      place: 'nearest',
      STACK_NAME: 'shop',
      STACK_ENV: 'dev',
      RESOURCE_NAME: 'thing',
      IDEMPOTENCY_TOKEN: '',
    });
  });

  it('is not run where its text needs what nobody knows yet, named once', async () => {
    const unknown = new Unknown('pool.id');
    const { run, scripts } = setup({ text: '{{ vars.a }} {{ vars.b }}', variables: { a: unknown, b: unknown } });
    expect(await runScript(run)).to.deep.equal({
      ok: false,
      reason: { kind: 'needs', anchor: undefined, needs: [{ name: 'pool.id' }] },
    });
    expect(scripts).to.deep.equal([]);
  });

  it('is not run where even the course of its text hangs on that', async () => {
    const { run, scripts } = setup({
      text: '{% if vars.a == 1 %}x{% endif %}',
      variables: { a: new Unknown('pool.id') },
    });
    expect(await runScript(run)).to.deep.equal({
      ok: false,
      reason: { kind: 'needs', anchor: undefined, needs: [{ name: 'pool.id' }] },
    });
    expect(scripts).to.deep.equal([]);
  });

  it('is not run where its text cannot be rendered', async () => {
    const { run, scripts } = setup({ text: '{{ vars.missing }}' });
    const end = await runScript(run);
    expect(end).to.have.nested.property('reason.trouble.kind', 'refused');
    expect(scripts).to.deep.equal([]);
  });

  it('shows the lines that it writes where it exports nothing, empty ones left out', async () => {
    const { run, events } = setup({ end: { output: 'one\r\n\n  \ntwo\n' } });
    await runScript(run);
    expect(events.filter(({ kind }) => kind === 'resource.script-line')).to.deep.equal([
      { kind: 'resource.script-line', resource: 'thing', stream: 'output', line: 'one' },
      { kind: 'resource.script-line', resource: 'thing', stream: 'output', line: 'two' },
    ]);
  });

  it('takes its exports from the JSON that it writes, and shows nothing of it', async () => {
    const { run, events } = setup({ exports: ['id', 'size'], end: { output: '{"id": "a", "size": 3, "more": 1}' } });
    expect(await runScript(run)).to.deep.equal({ ok: true, value: undefined });
    expect(run.exported).to.deep.equal(
      new Map<string, Value>([
        ['id', 'a'],
        ['size', 3],
      ]),
    );
    expect(events).to.deep.equal([]);
  });

  const deep = (levels: number): string => `{"id": ${'['.repeat(levels)}${']'.repeat(levels)}}`;
  const wrong: readonly [string, readonly string[], string, string][] = [
    ['no JSON', ['id'], 'hello\n', 'hello'],
    ['nothing', ['id'], '', ''],
    ['a list', ['id'], '["id"]', '["id"]'],
    ['a text', ['id'], '"id"', '"id"'],
    ['null', ['id'], 'null', 'null'],
    ['no JSON, where what it exports is protected', ['!id'], 'hello', '***'],
    ['nothing, where what it exports is protected', ['!id'], '\n', ''],
    ['JSON that is nested too deeply', ['id'], deep(2000), deep(2000)],
  ];
  for (const [title, exports, output, shown] of wrong) {
    it(`fails where it is to export something and writes ${title}`, async () => {
      const { run } = setup({ exports, end: { output, errors: 'sorry\n' } });
      expect(await runScript(run)).to.deep.equal({
        ok: false,
        reason: { kind: 'script-output', output: shown, errors: 'sorry' },
      });
      expect(run.exported).to.equal(undefined);
    });
  }

  it('fails where it does not write all that it exports', async () => {
    const { run } = setup({ exports: ['id', 'size'], end: { output: '{"id": 1}' } });
    expect(await runScript(run)).to.deep.equal({
      ok: false,
      reason: { kind: 'export-missing', from: 'script', column: 'size', columns: ['id'] },
    });
  });

  const ends: readonly [ScriptEnd['how'], readonly string[], string][] = [
    [exited(3), [], 'partly'],
    [exited(1), ['!id'], '***'],
    [{ kind: 'killed', signal: 'SIGKILL' }, [], 'partly'],
    [{ kind: 'timed-out' }, [], 'partly'],
    [{ kind: 'too-much' }, [], 'partly'],
    [{ kind: 'not-started', message: 'no shell' }, [], 'partly'],
  ];
  for (const [how, exports, output] of ends) {
    it(`fails where it ends by ${JSON.stringify(how)}${exports.length > 0 ? ', hiding what it wrote' : ''}`, async () => {
      const { run, events } = setup({ exports, end: { how, output: 'partly\n', errors: 'bad\n' } });
      expect(await runScript(run)).to.deep.equal({
        ok: false,
        reason: { kind: 'script-failed', how, timeoutSeconds: 300, output, errors: 'bad' },
      });
      expect(events).to.deep.equal([]);
    });
  }

  it('ends with the run that is interrupted', async () => {
    const { run } = setup({ end: { how: { kind: 'interrupted' } } });
    expect(await runScript(run)).to.deep.equal({ ok: false, reason: { kind: 'interrupted' } });
  });

  it('shows the lines of its errors as they come', async () => {
    const { run, events, scripts } = setup({});
    await runScript(run);
    scripts[0]?.onErrorLine('careful');
    expect(events).to.deep.equal([
      { kind: 'resource.script-line', resource: 'thing', stream: 'errors', line: 'careful' },
    ]);
  });
});

import { spawn } from 'node:child_process';
import { budgets } from '../base/budgets.ts';
import type { Script, ScriptEnd, ScriptRunner } from '../lifecycle/script-runner.ts';

/** Characters of standard error that are kept for a failure. */
const keptErrors = 4000;

/**
 * Runs scripts in the shell of the system, each in a process group of its own, so that all of it ends when it must. `environment` is what
 * they inherit: of a program that means to hide nothing, the environment of its process.
 */
export function createScriptRunner(environment: ReadonlyMap<string, string>): ScriptRunner {
  return { run: (script) => runScript(script, environment) };
}

function runScript(script: Script, environment: ReadonlyMap<string, string>): Promise<ScriptEnd> {
  return new Promise((resolve) => {
    const { signal } = script;
    let output = '';
    let errors = '';
    let line = '';
    let ended: ScriptEnd['how'] | undefined;
    const isWindows = process.platform === 'win32';
    const child = spawn(script.text, {
      shell: true,
      cwd: script.workingDirectory,
      env: Object.fromEntries([...environment, ...script.environment]),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      windowsHide: true,
    });
    const stop = (how: ScriptEnd['how']): void => {
      ended ??= how;
      if (child.pid === undefined) return;
      try {
        if (isWindows) child.kill('SIGKILL');
        else process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const interrupt = (): void => stop({ kind: 'interrupted' });
    const timer = setTimeout(() => stop({ kind: 'timed-out' }), script.timeoutMs);
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    const finish = (how: ScriptEnd['how']): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      if (line !== '') script.onErrorLine(line);
      line = '';
      resolve({ how: ended ?? how, output, errors });
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > budgets.fileCharacters) stop({ kind: 'too-much' });
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-keptErrors);
      const lines = (line + text).split(/\r?\n/);
      line = lines.pop() ?? '';
      for (const whole of lines) script.onErrorLine(whole);
    });
    child.on('error', (error) => finish({ kind: 'not-started', message: error.message }));
    child.on('close', (code, killedBy) =>
      finish(code === null ? { kind: 'killed', signal: killedBy ?? 'a signal' } : { kind: 'exited', code }),
    );
  });
}

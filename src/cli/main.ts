import { isatty } from 'node:tty';
import { systemClock } from '../base/clock.ts';
import { systemRandom } from '../base/random.ts';
import { StoppingController } from '../base/stopping.ts';
import type { Stream, World } from './context.ts';
import { SignalHandler } from './end-on-signals.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { silenceSdk } from './silence-sdk.ts';
import { runProgram } from './program.ts';
import { watchOutput } from './watch-output.ts';

silenceSdk();
void main().then((code) => {
  process.exitCode = code;
});

async function main(): Promise<ExitCode> {
  const interruption = new StoppingController();
  let graceMs = 5_000;
  const signals = new SignalHandler({
    interruption,
    isInteractive: isatty(0) && isatty(2),
    graceMs: () => graceMs,
    exit: (code) => process.exit(code),
    later: (ms, call) => void setTimeout(call, ms).unref(),
  });
  process.on('SIGINT', () => signals.receive('SIGINT'));
  process.on('SIGTERM', () => signals.receive('SIGTERM'));
  watchOutput();
  const context: World = {
    workingDirectory: process.cwd(),
    environment: new Map(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    output: streamOf(process.stdout, 1),
    errors: streamOf(process.stderr, 2),
    // Asked for only by those who read it: opening it would keep the process waiting.
    get input() {
      return { stream: process.stdin, isTerminal: isatty(0) };
    },
    clock: systemClock,
    random: systemRandom,
    stopping: interruption.stopping,
    allowGrace: (ms) => {
      graceMs = ms;
    },
  };
  try {
    const code = await runProgram(process.argv.slice(2), context);
    // A command that came to a good end in spite of the signal (the emulator always does) is done.
    return code === exitCodes.done.code ? code : (signals.endedBy ?? code);
  } catch (error) {
    const { formatCrash } = await import('./format-crash.ts');
    context.errors.write(formatCrash(error));
    return exitCodes.failed.code;
  }
}

function streamOf(stream: NodeJS.WriteStream, descriptor: 1 | 2): Stream {
  return {
    write: (text) => void stream.write(text),
    isTerminal: isatty(descriptor),
    // 0 or undefined where nobody knows.
    columns: () => stream.columns || 80,
  };
}

import { exitCodes } from './exit-code.ts';

/**
 * Lets a command go on when what it writes is not taken: work under way in the cloud is not broken off for that. A pipe that is closed
 * early (`stack-deploy … | head`) is no trouble; where the disk is full the process says so once, and does not end as if all were done.
 */
export function watchOutput(): void {
  let isLost = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || isLost) return;
      isLost = true;
      if (stream === process.stdout) process.stderr.write(`standard output is not whole: ${error.message}\n`);
    });
  }
  process.on('exit', (code) => {
    if (isLost && code === exitCodes.done.code) process.exitCode = exitCodes.failed.code;
  });
}

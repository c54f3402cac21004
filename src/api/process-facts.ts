/** Who this process is, and whether another one lives: what a lock on a folder needs to know. */
export function processFacts(): { readonly pid: number; readonly isAlive: (pid: number) => boolean } {
  return {
    pid: process.pid,
    isAlive: (pid) => {
      try {
        process.kill(pid, 0);
        return true;
      } catch (error) {
        // EPERM: it lives, but belongs to someone else.
        return error instanceof Error && 'code' in error && error.code === 'EPERM';
      }
    },
  };
}

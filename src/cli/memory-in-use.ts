/** Bytes of memory that this process holds. */
export function memoryInUse(): number {
  return process.memoryUsage.rss();
}

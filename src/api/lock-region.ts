/** The region of the lock: that of statements that name none, else the first that the stack names. */
export function lockRegion(
  defaultRegion: string | undefined,
  records: readonly { readonly region: string | undefined }[],
): string | undefined {
  return defaultRegion ?? records.find(({ region }) => region !== undefined)?.region;
}

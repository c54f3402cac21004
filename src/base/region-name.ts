/** Whether a text can be the name of a region: it becomes a part of a host's name. Which regions there are is not known here. */
export function isRegionName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);
}

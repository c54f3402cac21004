/**
 * Whether a request was sent to this machine by a name of this machine. A page in a browser can reach 127.0.0.1 under a name of its own
 * (DNS rebinding); its requests then carry that name as their host.
 *
 * @param host The `Host` header: a name or an address, with or without a port; undefined where there is none.
 * @param allowed Further names, without ports: of a container, or of a proxy in front.
 */
export function isAllowedHost(host: string | undefined, allowed: readonly string[]): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127(?:\.\d{1,3}){3}$/.test(name) ||
    name === '[::1]' ||
    allowed.some((one) => one.toLowerCase() === name)
  );
}

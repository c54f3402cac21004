/** RFC 6901: `['a/b', 'c~d']` is `/a~1b/c~0d`. */
export function formatPointer(path: readonly (string | number)[]): string {
  return path.map((part) => '/' + String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('');
}

/** The parts of a pointer. A missing first slash is forgiven: Cloud Control's own guide shows paths without it. */
export function parsePointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  const body = pointer.startsWith('/') ? pointer.slice(1) : pointer;
  return body.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

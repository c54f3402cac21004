import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Manifest, Named } from '../manifest.ts';

/** Resources, globals, the props of a resource and its exports have names of their own. */
export function duplicateNames(manifest: Manifest): readonly Diagnostic[] {
  return [
    ...repeated(manifest.globals, (name) => `two globals are named "${name}"`),
    ...repeated(manifest.resources, (name) => `two resources are named "${name}"`),
    ...repeated(manifest.exports, (name) => `the stack exports "${name}" twice`),
    ...manifest.resources.flatMap((resource) => [
      ...repeated(resource.props, (name) => `two props of resource "${resource.name}" are named "${name}"`),
      ...repeated(resource.exports, (name) => `resource "${resource.name}" exports "${name}" twice`),
      ...Object.entries(resource.returnValues).flatMap(([verb, names]) =>
        repeated(names, (name) => `resource "${resource.name}" keeps "${name}" of ${verb} twice`),
      ),
    ]),
  ];
}

function repeated(named: readonly Named[], sentence: (name: string) => string): readonly Diagnostic[] {
  const first = new Map<string, Named>();
  return named.flatMap((item) => {
    const earlier = first.get(item.name);
    if (earlier === undefined) {
      first.set(item.name, item);
      return [];
    }
    return [
      mistake('manifest/duplicate-name', sentence(item.name), {
        at: item.at,
        related: [{ message: 'first here', at: earlier.at }],
      }),
    ];
  });
}

import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Manifest, Named } from '../manifest.ts';

/** Names of resources are names of files too: neither they nor `file` may lead out of `resources/`. */
export function pathsInsideStack(manifest: Manifest): readonly Diagnostic[] {
  return manifest.resources.flatMap((resource) => [
    ...check(resource, 'the name of a resource'),
    ...(resource.file === undefined ? [] : check(resource.file, '"file"')),
  ]);
}

function check(named: Named, what: string): readonly Diagnostic[] {
  const trouble = troubleWith(named.name);
  if (trouble === undefined) return [];
  return [
    mistake('manifest/invalid-name', `${what} ${trouble}`, {
      at: named.at,
      help: 'it is a path below resources/, such as web or aws/iam/role',
    }),
  ];
}

function troubleWith(name: string): string | undefined {
  if (name.trim() === '') return 'must not be empty';
  if (/[\p{Cc}]/u.test(name)) return 'must not hold line breaks or other control characters';
  if (name.includes('\\')) return 'must not hold a backslash; folders are divided by "/"';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return `must not be an absolute path: "${name}"`;
  const parts = name.split('/');
  if (parts.includes('..')) return `must not lead out of its folder by "..": "${name}"`;
  if (parts.some((part) => part.trim() === '' || part === '.')) return `has an empty part: "${name}"`;
  return undefined;
}

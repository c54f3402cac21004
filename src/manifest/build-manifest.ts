import type { Source } from '../diagnostics/source.ts';
import type {
  ExportName,
  Global,
  Manifest,
  ManifestResource,
  ManifestValue,
  MovedFrom,
  Prop,
  ResourceKind,
} from './manifest.ts';
import { isTrue, namesIn, readExcerpt, readFlag, readName } from './read-fields.ts';
import { readEnvironments } from './read-environments.ts';
import { entryOf, itemsOf, memberOf, textOf } from './manifest-value.ts';
import { readShortForm } from './read-short-form.ts';

export const resourceKinds: readonly ResourceKind[] = ['resource', 'query', 'command', 'script', 'multi'];

/** The manifest as far as it has the right shape; what has not is left out, for it is reported elsewhere. */
export function buildManifest(source: Source, root: ManifestValue): Manifest {
  const version = memberOf(root, 'version');
  const parallelism = memberOf(root, 'parallelism');
  return {
    source,
    version: version?.kind === 'scalar' && typeof version.value === 'number' ? version.value : 1,
    name: textOf(memberOf(root, 'name')) ?? '',
    description: textOf(memberOf(root, 'description')),
    providers: namesIn(memberOf(root, 'providers')),
    globals: itemsOf(memberOf(root, 'globals')).flatMap(readGlobal),
    resources: itemsOf(memberOf(root, 'resources')).flatMap(readEntry),
    exports: namesIn(memberOf(root, 'exports')),
    strict: isTrue(memberOf(root, 'strict')),
    ignoreTags: namesIn(memberOf(root, 'ignore_tags')),
    forget: namesIn(memberOf(root, 'forget')),
    environments: readEnvironments(memberOf(root, 'environments')),
    confirm: isTrue(memberOf(root, 'confirm')),
    parallelism: parallelism?.kind === 'scalar' && typeof parallelism.value === 'number' ? parallelism.value : 1,
    lock: isTrue(memberOf(root, 'lock')),
    tags: memberOf(root, 'tags'),
    modules: namesIn(memberOf(root, 'modules')),
    publishExports: readExcerpt(memberOf(root, 'publish_exports')),
    assets: readExcerpt(memberOf(root, 'assets')),
  };
}

function readGlobal(item: ManifestValue): readonly Global[] {
  const named = readName(memberOf(item, 'name'));
  const value = memberOf(item, 'value');
  if (named === undefined || value === undefined) return [];
  const description = textOf(memberOf(item, 'description'));
  return [{ ...named, value, isProtected: isTrue(memberOf(item, 'protected')), description }];
}

/** An entry of `resources`; none where it has no name. */
export function readEntry(item: ManifestValue): readonly ManifestResource[] {
  const named = readName(memberOf(item, 'name'));
  if (named === undefined) return [];
  const kind = textOf(memberOf(item, 'type'));
  const returned = memberOf(item, 'return_vals');
  const timeout = memberOf(item, 'timeout');
  return [
    {
      ...named,
      kind: resourceKinds.find((known) => known === kind) ?? 'resource',
      shortForm: readShortForm(item),
      forEach: memberOf(item, 'for_each'),
      description: textOf(memberOf(item, 'description')),
      file: readName(memberOf(item, 'file')),
      sql: readExcerpt(memberOf(item, 'sql')),
      run: readExcerpt(memberOf(item, 'run')),
      readOnly: readFlag(memberOf(item, 'read_only')),
      timeoutSeconds: timeout?.kind === 'scalar' && typeof timeout.value === 'number' ? timeout.value : 300,
      condition: readExcerpt(memberOf(item, 'if')),
      dependsOn: namesIn(memberOf(item, 'depends_on')),
      props: itemsOf(memberOf(item, 'props')).flatMap(readProp),
      exports: exportsIn(memberOf(item, 'exports')),
      protectedExports: namesIn(memberOf(item, 'protected')),
      skipValidation: isTrue(memberOf(item, 'skip_validation')),
      skipOnDelete: isTrue(memberOf(item, 'skip_on_delete')),
      returnValues:
        returned === undefined
          ? nothingReturned
          : {
              create: exportsIn(memberOf(returned, 'create')),
              update: exportsIn(memberOf(returned, 'update')),
              delete: exportsIn(memberOf(returned, 'delete')),
            },
      auth: memberOf(item, 'auth'),
      strict: readFlag(memberOf(item, 'strict')),
      unmanaged: textOf(memberOf(item, 'unmanaged')) === 'off' ? 'off' : 'warn',
      replace: textOf(memberOf(item, 'replace')) === 'allowed' ? 'allowed' : 'refused',
      ignoreChanges: namesIn(memberOf(item, 'ignore_changes')),
      ignoreTags: namesIn(memberOf(item, 'ignore_tags')),
      takeOver: readName(memberOf(item, 'take_over')),
      movedFrom: readMovedFrom(memberOf(item, 'moved_from')),
      onDelete: (['delete', 'retain', 'protect'] as const).find(
        (choice) => choice === textOf(memberOf(item, 'on_delete')),
      ),
    },
  ];
}

function readProp(item: ManifestValue): readonly Prop[] {
  const named = readName(memberOf(item, 'name'));
  if (named === undefined) return [];
  const values = memberOf(item, 'values');
  return [
    {
      ...named,
      isProtected: isTrue(memberOf(item, 'protected')),
      description: textOf(memberOf(item, 'description')),
      value: memberOf(item, 'value'),
      values:
        values?.kind === 'map'
          ? new Map(values.entries.map((entry) => [entry.key, memberOf(entry.value, 'value') ?? entry.value]))
          : undefined,
      merge: namesIn(memberOf(item, 'merge')),
    },
  ];
}

/** `old`, or `{stack, env, name}`. */
function readMovedFrom(value: ManifestValue | undefined): MovedFrom | undefined {
  const named = readName(value?.kind === 'map' ? memberOf(value, 'name') : value);
  if (named === undefined) return undefined;
  return { ...named, stack: textOf(memberOf(value, 'stack')), environment: textOf(memberOf(value, 'env')) };
}

const noExports: readonly ExportName[] = [];
const nothingReturned: ManifestResource['returnValues'] = { create: noExports, update: noExports, delete: noExports };

function exportsIn(value: ManifestValue | undefined): readonly ExportName[] {
  const items = itemsOf(value);
  if (items.length === 0) return noExports;
  return items.flatMap((item) => {
    if (item.kind !== 'map') {
      const named = readName(item);
      return named === undefined ? [] : [{ ...named, column: named.name }];
    }
    return item.entries.flatMap((entry) => {
      const alias = readName(entryOf(item, entry.key)?.value);
      return alias === undefined ? [] : [{ ...alias, column: entry.key }];
    });
  });
}

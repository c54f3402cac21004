import { resolve } from 'node:path';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location, Source } from '../../diagnostics/source.ts';
import { readEntry } from '../../manifest/build-manifest.ts';
import type { ManifestResource, Named } from '../../manifest/manifest.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { isBelow } from '../../stack/inside.ts';
import { loadSource } from '../../stack/load-source.ts';
import type { LoadedModules, ModuleOptions, ModuleSource } from '../../stack/module-source.ts';
import { reveal } from '../../values/reading.ts';
import { filledProperties, nameProperty, typeNamed, type Dependency } from './fill-properties.ts';
import { withGruCloudDefaults } from './grucloud-defaults.ts';
import { manifestValueOf, referenceTo } from './references.ts';
import { runModule, type ModuleContext } from './run-module.ts';

/** Runs the modules of a manifest, in the shape that GruCloud's have: `createResources` returns entries. */
export function createModules(registry: FileRegistry): ModuleSource {
  return { load: (options) => loadModules(options, registry) };
}

/** An entry as a module returns it. */
interface ModuleEntry {
  readonly type: string;
  readonly group: string | undefined;
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly at: Location;
}

function loadModules(options: ModuleOptions, registry: FileRegistry): LoadedModules {
  const diagnostics: Diagnostic[] = [];
  const files: Source[] = [];
  const read = options.manifest.modules.flatMap((named) => {
    const source = moduleFile(named, options, diagnostics);
    if (source === undefined) return [];
    files.push(source);
    return entriesOf(named, source, options, diagnostics);
  });
  const names = new Map<string, string | undefined>(
    options.manifest.resources.map(({ name, shortForm }) => [name, shortForm?.type.name]),
  );
  for (const { name, group, type } of read) names.set(name, typeNamed(registry, group, type));
  const entries = read.flatMap((entry) => completed(entry, { options, registry, names }, diagnostics));
  return { entries, files, diagnostics };
}

function moduleFile(named: Named, options: ModuleOptions, diagnostics: Diagnostic[]): Source | undefined {
  const path = resolve(options.folder, named.name);
  if (!isBelow(path, options.folder)) {
    const message = `the module "${named.name}" is outside of the stack folder`;
    diagnostics.push(mistake('manifest/module', message, { at: named.at, help: 'move it into the stack folder' }));
    return undefined;
  }
  const loaded = loadSource(path, { workingDirectory: options.workingDirectory, what: 'the module', at: named.at });
  diagnostics.push(...loaded.diagnostics);
  return loaded.value;
}

function entriesOf(
  named: Named,
  source: Source,
  options: ModuleOptions,
  diagnostics: Diagnostic[],
): readonly ModuleEntry[] {
  const made = runModule(source, resolve(options.folder, named.name), contextOf(options));
  if (!made.ok) {
    const message = `the module "${named.name}" cannot be used: ${made.error}`;
    const help = 'it is a CommonJS module with exports.createResources = () => [{ type, group, name, properties }]';
    diagnostics.push(mistake('manifest/module', message, { at: named.at, help }));
    return [];
  }
  return made.value.flatMap((item, index): readonly ModuleEntry[] => {
    const given = typeof item === 'object' && item !== null ? (item as Readonly<Record<string, unknown>>) : {};
    const { type, group, name } = given;
    if (typeof type === 'string' && typeof name === 'string')
      return [{ type, group: typeof group === 'string' ? group : undefined, name, given, at: placeOf(name, source) }];
    const message = `entry ${index + 1} of the module "${named.name}" has no "type" and "name"`;
    diagnostics.push(mistake('manifest/module', message, { at: { source, start: 0, end: 0 } }));
    return [];
  });
}

/** Where a module writes the name of an entry; its beginning where that is not written out. */
function placeOf(name: string, source: Source): Location {
  const found = [`"${name}"`, `'${name}'`].map((text) => source.text.indexOf(text)).find((index) => index >= 0);
  if (found === undefined) return { source, start: 0, end: 0 };
  return { source, start: found, end: found + name.length + 2 };
}

function contextOf({ manifest, environment, variables }: ModuleOptions): ModuleContext {
  const own = variables === undefined ? [] : [...variables.bare];
  const config = {
    ...Object.fromEntries(own.map(([key, value]) => [key, reveal(value)])),
    stackName: manifest.name,
    environment,
  };
  return { config, getId };
}

/** A reference to an entry: its identifier, or with `path` another member of it (`live.Arn`). */
function getId(options: unknown): string {
  const { name, path } = (typeof options === 'object' && options !== null ? options : {}) as {
    readonly name?: unknown;
    readonly path?: unknown;
  };
  if (typeof name !== 'string') throw new Error('getId needs the name of an entry');
  return referenceTo(name, typeof path === 'string' ? path.replace(/^live\./, '') : 'Identifier');
}

function completed(
  { type, group, name, given, at }: ModuleEntry,
  context: {
    readonly options: ModuleOptions;
    readonly registry: FileRegistry;
    readonly names: ReadonlyMap<string, string | undefined>;
  },
  diagnostics: Diagnostic[],
): readonly ManifestResource[] {
  const { options, registry, names } = context;
  const refuse = (message: string): readonly ManifestResource[] => {
    diagnostics.push(mistake('manifest/module', `entry "${name}": ${message}`, { at }));
    return [];
  };
  if (given['readOnly'] === true)
    return refuse('a read-only entry is not supported; use an entry of type query in the manifest');
  const typeName = group === undefined ? type : `${group}::${type}`;
  const known = registry.find(typeName);
  const dependencies = dependenciesIn(called(given['dependencies'], undefined));
  const unknown = dependencies.find((one) => !names.has(one));
  if (unknown !== undefined) return refuse(`it depends on "${unknown}", which is not an entry of this stack`);
  let properties: unknown;
  try {
    properties = called(given['properties'], contextOf(options)) ?? {};
  } catch (error) {
    return refuse(`"properties" failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof properties !== 'object' || properties === null) return refuse('"properties" is not an object');
  const typed = dependencies.map((one): Dependency => ({ name: one, type: registry.find(names.get(one) ?? '') }));
  const named = known === undefined ? undefined : nameProperty(known);
  const all = {
    ...(named === undefined ? {} : { [named]: name }),
    ...(known === undefined ? {} : filledProperties(known, typed)),
    ...withGruCloudDefaults(known?.typeName, { ...properties }),
  };
  const entry = { name, type: typeName, properties: all, depends_on: dependencies };
  const value = manifestValueOf(entry, at);
  // Names and types are no values: they are read as they stand in a manifest.
  return readEntry(withTexts(value, at, ['name', 'type', 'depends_on']));
}

function withTexts(value: ReturnType<typeof manifestValueOf>, at: Location, keys: readonly string[]) {
  if (value.kind !== 'map') return value;
  const asText = (part: typeof value | ReturnType<typeof manifestValueOf>): ReturnType<typeof manifestValueOf> => {
    if (part.kind === 'list') return { ...part, items: part.items.map(asText) };
    if (part.kind !== 'scalar' || typeof part.value !== 'string') return part;
    return { kind: 'text', excerpt: { source: at.source, text: part.value, offsetAt: () => at.start }, at };
  };
  return {
    ...value,
    entries: value.entries.map((entry) =>
      keys.includes(entry.key) ? { ...entry, value: asText(entry.value) } : entry,
    ),
  };
}

function called(given: unknown, context: ModuleContext | undefined): unknown {
  return typeof given === 'function' ? (given as (context: unknown) => unknown)(context ?? {}) : given;
}

/** The names in `dependencies`: `{ userPool: 'name' }`, `{ subnets: ['a', 'b'] }`, `{ role: { name: 'r' } }`. */
function dependenciesIn(given: unknown): readonly string[] {
  if (typeof given === 'string') return [given];
  if (Array.isArray(given)) return given.flatMap(dependenciesIn);
  if (typeof given !== 'object' || given === null) return [];
  const { name } = given as { readonly name?: unknown };
  return typeof name === 'string' ? [name] : Object.values(given).flatMap(dependenciesIn);
}

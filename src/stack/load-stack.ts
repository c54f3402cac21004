import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { excerptOf, locationIn, type Excerpt, type Location, type Source } from '../diagnostics/source.ts';
import { readAuth } from '../manifest/auth.ts';
import type { Manifest, ManifestResource, Prop } from '../manifest/manifest.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import { valueFor } from '../manifest/value-for-environment.ts';
import type { Anchor, AnchoredQuery } from '../query/anchored-query.ts';
import { parseAnchorOptions } from '../query/parse-anchor-options.ts';
import { hasAnchorLine, parseAnchoredText, parseQueryFile } from '../query/parse-query-file.ts';
import { parseExpression } from '../template/parse-expression.ts';
import { parseTemplate } from '../template/parse-template.ts';
import type { Template } from '../template/template.ts';
import { formatAddress } from './address.ts';
import { circularDependencies } from './circular-dependencies.ts';
import { compileQueries } from './compile-queries.ts';
import { compileValue } from './compiled-value.ts';
import { unknownEnvironment } from './environment.ts';
import { expandEntries, type ExpansionValues } from './expand-entries.ts';
import { createReferenceGraph } from './create-reference-graph.ts';
import { FileIncluder } from './include-files.ts';
import { isBelow, linkHelp, linkTooFar, nearFile } from './inside.ts';
import { chooseShortForm, deriveQueries, type ChosenShortForm } from './load-short-form.ts';
import { loadSource, shownPath } from './load-source.ts';
import type { LoadedModules, ModuleSource } from './module-source.ts';
import { publishedEntries } from './publish-exports.ts';
import type { ShortFormSource } from './short-form-source.ts';
import { withUsualRegion } from './usual-region.ts';
import type { Stack, StackAuthField, StackProp, StackQuery, StackResource } from './stack.ts';

export const manifestFileName = 'stackql_manifest.yml';

export interface LoadStackOptions {
  readonly folder: string;
  readonly environment: string;
  /** The environment whose values props take. Default: `environment`. */
  readonly valuesOf?: string | undefined;
  readonly workingDirectory: string;
  /** What the queries of entries in the short form come from. Default: they have none. */
  readonly shortForm?: ShortFormSource | undefined;
  /** What runs `modules`. Default: they are not run, and give no entries. */
  readonly modules?: ModuleSource | undefined;
  /** What `for_each` is worked out with. Default: entries with `for_each` have no instances. */
  readonly expansion?: ExpansionValues | undefined;
}

/** Reads the folder: manifest, query files, templates. All that is wrong with them comes back at once. */
export function loadStack(options: LoadStackOptions): Parsed<Stack> {
  const folder = resolve(options.workingDirectory, options.folder);
  const missing = missingFolder(folder, options);
  if (missing !== undefined) return { value: undefined, diagnostics: [missing] };
  const loaded = loadSource(join(folder, manifestFileName), {
    workingDirectory: options.workingDirectory,
    what: 'the manifest',
    help: manifestHelp(folder),
  });
  if (loaded.value === undefined) return { value: undefined, diagnostics: loaded.diagnostics };
  const parsed = parseManifest(loaded.value);
  const written = parsed.value;
  if (written === undefined) return { value: undefined, diagnostics: parsed.diagnostics };
  const wrongEnvironment = unknownEnvironment(written, options.environment);
  if (wrongEnvironment !== undefined) return { value: undefined, diagnostics: [wrongEnvironment] };
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const modules = loadModules(written, folder, options, diagnostics);
  const given = [...written.resources, ...modules.entries];
  const published = withoutTaken(publishedEntries(written), given, diagnostics);
  const manifest = { ...written, resources: [...given, ...published].map((entry) => withUsualRegion(entry, written)) };
  const includer = new FileIncluder(folder, options.workingDirectory, diagnostics);
  const { valuesOf = options.environment } = options;
  const globals = manifest.globals.map((global) => ({
    name: global.name,
    isProtected: global.isProtected,
    value: compileValue(includer.include(global.value), diagnostics),
  }));
  const files = new QueryFiles(folder, options.workingDirectory, diagnostics);
  const include = includer.include.bind(includer);
  const expansion = {
    manifest,
    globals,
    environment: options.environment,
    valuesOf,
    values: options.expansion,
    include,
  };
  const chosen = new Map<StackResource, ChosenShortForm>();
  const read = expandEntries(expansion, diagnostics).map((instance, position): StackResource => {
    const { manifest: resource, address, each } = instance;
    const file = files.of(resource);
    const inline = resource.sql === undefined ? undefined : loadInline(resource, resource.sql, diagnostics);
    const short =
      resource.shortForm &&
      chooseShortForm(
        resource,
        resource.shortForm,
        { environment: valuesOf, tags: manifest.tags, includer },
        diagnostics,
      );
    const loaded: StackResource = {
      name: formatAddress(address),
      address,
      position,
      manifest: resource,
      ...(each === undefined ? {} : { each }),
      props:
        short?.props ?? resource.props.flatMap((prop) => loadProp(prop, resource, valuesOf, includer, diagnostics)),
      file: file?.source,
      queries: new Map([...(file?.queries ?? []), ...(inline ?? [])]),
      ...(file === undefined ? {} : { brokenQueries: file.brokenQueries }),
      condition: loadText(resource.condition, parseExpression, diagnostics),
      script: loadText(resource.run, (excerpt) => parseTemplate(excerpt, 'value'), diagnostics),
      auth: loadAuth(resource, includer, diagnostics),
    };
    if (short !== undefined) chosen.set(loaded, short);
    return loaded;
  });
  const { shortForm } = options;
  const complete =
    shortForm === undefined || chosen.size === 0
      ? read
      : deriveQueries(
          read,
          {
            source: shortForm,
            chosen,
            globals,
            exports: manifest.exports,
            hasDefaultTags: manifest.tags !== undefined,
          },
          diagnostics,
        );
  const graph = createReferenceGraph(globals, complete);
  diagnostics.push(...circularDependencies(graph));
  const place = new Map(graph.order.map((name, index) => [name, index]));
  const resources = complete.toSorted((left, right) => (place.get(left.name) ?? 0) - (place.get(right.name) ?? 0));
  return {
    value: {
      folder,
      files: [loaded.value, ...modules.files, ...files.read, ...includer.files],
      environment: options.environment,
      manifest,
      globals,
      resources,
      graph,
    },
    diagnostics,
  };
}

function loadModules(
  manifest: Manifest,
  folder: string,
  { modules, environment, expansion, workingDirectory }: LoadStackOptions,
  diagnostics: Diagnostic[],
): LoadedModules {
  if (manifest.modules.length === 0 || modules === undefined) return { entries: [], files: [], diagnostics: [] };
  const loaded = modules.load({ manifest, folder, environment, workingDirectory, variables: expansion?.variables });
  const own = manifest.resources.map(({ name }) => name);
  const twice = loaded.entries.filter(
    ({ name }, index) => own.includes(name) || loaded.entries.findIndex((one) => one.name === name) !== index,
  );
  diagnostics.push(
    ...loaded.diagnostics,
    ...twice.map(({ name, at }) => mistake('manifest/duplicate-name', `two resources are named "${name}"`, { at })),
  );
  return { ...loaded, entries: loaded.entries.filter((one) => !twice.includes(one)) };
}

/** The entries whose names no other has. */
function withoutTaken(
  entries: readonly ManifestResource[],
  others: readonly ManifestResource[],
  diagnostics: Diagnostic[],
): readonly ManifestResource[] {
  const names = others.map(({ name }) => name);
  const taken = entries.filter(({ name }) => names.includes(name));
  diagnostics.push(
    ...taken.map(({ name, at }) => mistake('manifest/duplicate-name', `two resources are named "${name}"`, { at })),
  );
  return entries.filter((entry) => !taken.includes(entry));
}

/** Names that others have for the same file. */
const otherManifestNames = ['stackql_manifest.yaml', 'manifest.yml', 'manifest.yaml', 'stackql-manifest.yml'];

function manifestHelp(folder: string): string {
  const names = readdirSync(folder);
  const other =
    names.find((name) => name !== manifestFileName && name.toLowerCase() === manifestFileName) ??
    otherManifestNames.find((name) => names.includes(name));
  if (other !== undefined) return `did you mean ${other}? Rename it to ${manifestFileName}`;
  return `STACK_DIR is the folder that holds ${manifestFileName}`;
}

function missingFolder(folder: string, options: LoadStackOptions): Diagnostic | undefined {
  if (existsSync(folder) && statSync(folder).isDirectory()) return undefined;
  return mistake(
    'input/file-missing',
    `the stack folder ${shownPath(folder, options.workingDirectory)} does not exist`,
    {
      help: `STACK_DIR is the folder that holds ${manifestFileName}`,
    },
  );
}

function loadProp(
  prop: Prop,
  resource: ManifestResource,
  environment: string,
  includer: FileIncluder,
  diagnostics: Diagnostic[],
): readonly StackProp[] {
  const value = valueFor(prop, environment);
  if (value === undefined && prop.values !== undefined) {
    const known = [...prop.values.keys()];
    const near = nearest(environment, known)[0];
    diagnostics.push(
      mistake(
        'manifest/no-value-for-environment',
        `prop "${prop.name}" of resource "${resource.name}" has no value for environment "${environment}"; it has values for ${known.join(', ') || 'none'}`,
        {
          at: prop.at,
          help: near === undefined ? `add values.${environment}.value, or a values.default` : `did you mean "${near}"?`,
        },
      ),
    );
    return [];
  }
  const merge = prop.merge.flatMap((name) => {
    const parsed = parseTemplate({
      ...excerptOf(name.at.source, name.at.start, name.at.end),
      text: `{{ ${name.name} }}`,
      offsetAt: () => name.at.start,
    });
    diagnostics.push(...parsed.diagnostics);
    return parsed.value === undefined ? [] : [{ name: name.name, template: parsed.value }];
  });
  const included = value === undefined ? undefined : compileValue(includer.include(value), diagnostics);
  return [{ name: prop.name, isProtected: prop.isProtected, value: included, merge }];
}

function loadText(
  excerpt: Excerpt | undefined,
  parse: (excerpt: Excerpt) => Parsed<Template>,
  diagnostics: Diagnostic[],
): Template | undefined {
  if (excerpt === undefined) return undefined;
  const parsed = parse(excerpt);
  diagnostics.push(...parsed.diagnostics);
  return parsed.value;
}

/** What is wrong with the fields was told with the manifest. */
function loadAuth(
  resource: ManifestResource,
  includer: FileIncluder,
  diagnostics: Diagnostic[],
): readonly StackAuthField[] {
  return (readAuth(resource).value ?? []).map(({ field, entry, isVariable }) => ({
    field,
    key: entry.key,
    value: compileValue(includer.include(entry.value), diagnostics),
    isVariable,
  }));
}

/** The queries of a text that stands in the manifest: under its anchors, or without any the one query that its resource runs. */
function loadInline(
  resource: ManifestResource,
  sql: Excerpt,
  diagnostics: Diagnostic[],
): ReadonlyMap<Anchor, StackQuery> {
  const anchor = resource.kind === 'command' ? 'command' : 'exports';
  if (hasAnchorLine(sql.text)) {
    const parsed = parseAnchoredText(sql);
    diagnostics.push(...parsed.diagnostics);
    const queries = parsed.value ?? [];
    // A statement under the name of what it does (`update` in a command) is the one that the resource runs.
    const stands = queries.some((query) => query.anchor === anchor) ? undefined : queries.find(isLike(anchor));
    return compileQueries(
      queries.map((query) => (query === stands ? { ...query, anchor } : query)),
      diagnostics,
    );
  }
  const { options } = parseAnchorOptions(anchor, []);
  const start = sql.text.length - sql.text.trimStart().length;
  const line = sql.text.slice(start).split('\n', 1)[0] ?? '';
  const at = locationIn(sql, start, start + line.trimEnd().length);
  return compileQueries([{ anchor, at, options, excerpt: sql }], diagnostics);
}

function isLike(anchor: 'command' | 'exports'): (query: AnchoredQuery) => boolean {
  const like: readonly Anchor[] =
    anchor === 'command' ? ['create', 'update', 'createorupdate', 'delete'] : ['exists', 'statecheck'];
  return (query) => like.includes(query.anchor);
}

interface QueryFile {
  readonly source: Source;
  readonly queries: ReadonlyMap<Anchor, StackQuery>;
  readonly brokenQueries: ReadonlySet<Anchor>;
}

/** The query files of a stack, each read once however many resources share it. */
class QueryFiles {
  readonly #folder: string;
  readonly #workingDirectory: string;
  readonly #diagnostics: Diagnostic[];
  readonly #read = new Map<string, QueryFile | undefined>();

  constructor(folder: string, workingDirectory: string, diagnostics: Diagnostic[]) {
    this.#folder = folder;
    this.#workingDirectory = workingDirectory;
    this.#diagnostics = diagnostics;
  }

  /** The files that were read. */
  get read(): readonly Source[] {
    return [...this.#read.values()].flatMap((file) => (file === undefined ? [] : [file.source]));
  }

  of(resource: ManifestResource): QueryFile | undefined {
    if (resource.shortForm !== undefined) return undefined;
    if (resource.kind === 'script' || (resource.sql !== undefined && resource.file === undefined)) return undefined;
    const name = resource.file?.name ?? `${resource.name}.iql`;
    const at = resource.file?.at ?? resource.at;
    const root = join(this.#folder, 'resources');
    const path = resolve(root, name);
    if (!this.#read.has(path)) this.#read.set(path, this.#load(path, root, resource, at));
    return this.#read.get(path);
  }

  #load(path: string, root: string, resource: ManifestResource, at: Location): QueryFile | undefined {
    // What leads out as written has been told with the manifest.
    if (!isBelow(path, root)) return undefined;
    const target = linkTooFar(path, this.#folder, this.#workingDirectory);
    if (target !== undefined) {
      const message = `the query file of resource "${resource.name}" is a link to ${target}, which is not part of the project`;
      this.#diagnostics.push(mistake('query/file-missing', message, { at, help: linkHelp }));
      return undefined;
    }
    const near = existsSync(path) ? undefined : nearFile(path, root, ['.iql']);
    const loaded = loadSource(path, {
      workingDirectory: this.#workingDirectory,
      what: `the query file of resource "${resource.name}",`,
      missingCode: 'query/file-missing',
      at,
      ...(near === undefined ? {} : { help: `did you mean "${near}"?` }),
    });
    this.#diagnostics.push(...loaded.diagnostics);
    if (loaded.value === undefined) return undefined;
    const parsed = parseQueryFile(loaded.value);
    this.#diagnostics.push(...parsed.diagnostics);
    const compiled = compileQueries(parsed.value ?? [], this.#diagnostics);
    const broken = (parsed.value ?? []).filter(({ anchor }) => !compiled.has(anchor));
    return {
      source: loaded.value,
      queries: compiled,
      brokenQueries: new Set(broken.map(({ anchor }) => anchor)),
    };
  }
}

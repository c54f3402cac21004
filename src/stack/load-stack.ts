import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { excerptOf, type Location, type Source } from '../diagnostics/source.ts';
import type { ManifestResource, Prop } from '../manifest/manifest.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import { valueFor } from '../manifest/value-for-environment.ts';
import type { Anchor } from '../query/anchored-query.ts';
import { parseQueryFile } from '../query/parse-query-file.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { compileValue } from './compiled-value.ts';
import { loadSource, shownPath } from './load-source.ts';
import type { Stack, StackProp, StackQuery, StackResource } from './stack.ts';

export const manifestFileName = 'stackql_manifest.yml';

export interface LoadStackOptions {
  readonly folder: string;
  readonly environment: string;
  readonly workingDirectory: string;
}

/** Reads the folder: manifest, query files, templates. All that is wrong with them comes back at once. */
export function loadStack(options: LoadStackOptions): Parsed<Stack> {
  const folder = resolve(options.workingDirectory, options.folder);
  const missing = missingFolder(folder, options);
  if (missing !== undefined) return { value: undefined, diagnostics: [missing] };
  const loaded = loadSource(join(folder, manifestFileName), {
    workingDirectory: options.workingDirectory,
    what: 'the manifest',
    help: `STACK_DIR is the folder that holds ${manifestFileName}`,
  });
  if (loaded.value === undefined) return { value: undefined, diagnostics: loaded.diagnostics };
  const parsed = parseManifest(loaded.value);
  const manifest = parsed.value;
  if (manifest === undefined) return { value: undefined, diagnostics: parsed.diagnostics };
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const globals = manifest.globals.map((global) => ({
    name: global.name,
    value: compileValue(global.value, diagnostics),
  }));
  const files = new QueryFiles(folder, options.workingDirectory, diagnostics);
  const resources = manifest.resources.map((resource): StackResource => {
    const file = files.of(resource);
    return {
      name: resource.name,
      manifest: resource,
      props: resource.props.flatMap((prop) => loadProp(prop, resource, options.environment, diagnostics)),
      file: file?.source,
      queries: file?.queries ?? new Map(),
    };
  });
  return { value: { folder, environment: options.environment, manifest, globals, resources }, diagnostics };
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
  return [{ name: prop.name, value: value === undefined ? undefined : compileValue(value, diagnostics), merge }];
}

interface QueryFile {
  readonly source: Source;
  readonly queries: ReadonlyMap<Anchor, StackQuery>;
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

  of(resource: ManifestResource): QueryFile | undefined {
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
    if (existsSync(path) && !isBelow(realpathSync(path), realpathSync(root))) {
      this.#diagnostics.push(
        mistake('query/file-missing', `the query file of resource "${resource.name}" lies outside of resources/`, {
          at,
        }),
      );
      return undefined;
    }
    const near = existsSync(path) ? undefined : nearest(relative(root, path), filesBelow(root))[0];
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
    const queries = new Map<Anchor, StackQuery>();
    for (const query of parsed.value ?? []) {
      const template = parseTemplate(query.excerpt);
      this.#diagnostics.push(...template.diagnostics);
      if (template.value !== undefined) queries.set(query.anchor, { query, template: template.value });
    }
    return { source: loaded.value, queries };
  }
}

function isBelow(child: string, parent: string): boolean {
  const way = relative(parent, child);
  return way !== '' && way !== '..' && !way.startsWith('..' + sep) && !isAbsolute(way);
}

function filesBelow(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.iql'));
}

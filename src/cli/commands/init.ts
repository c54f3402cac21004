import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openRegistry } from '../../api/open-registry.ts';
import { packageRoot, versionOf } from '../../base/package-root.ts';
import { enumerate } from '../../base/text.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { starterEntries } from '../../import/starter-entries.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import { shownPath } from '../../stack/load-source.ts';
import { schemasOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { ignoreText, stackFiles, type StackFile } from '../starting/stack-files.ts';
import { githubWorkflow } from '../starting/workflow-text.ts';
import { nearType, typeNamed } from '../type-named.ts';
import { editorSchemaFileName, editorSchemaText } from './editor-schema.ts';

export interface InitOptions {
  /** Undefined: `empty` where types are named, else the usual one. */
  readonly template: string | undefined;
  readonly list: boolean;
  /** Types of resources to begin with, in the order of the manifest. Default: none. */
  readonly type: readonly string[];
  /** Undefined: no workflow is written. */
  readonly ci: 'github' | undefined;
}

const usualTemplate = 'cognito-user-pool';

/** Writes a new stack from a template or of resource types, all of its files or none. */
export function init(folder: string | undefined, options: InitOptions, context: Context): ExitCode {
  const refuse = (text: string): ExitCode => {
    context.errors.write(text + '\n');
    return exitCodes.failed.code;
  };
  const { workingDirectory } = context;
  const templates = listTemplates();
  if (options.list) {
    context.output.write(formatTemplates(templates));
    return exitCodes.done.code;
  }
  const wanted = options.template ?? (options.type.length > 0 ? 'empty' : usualTemplate);
  const template = templates.find((candidate) => candidate.name === wanted);
  if (template === undefined) {
    const names = templates.map((candidate) => candidate.name);
    const near = didYouMean(wanted, names) ?? `the templates are ${enumerate(names)}`;
    return refuse(`there is no template "${wanted}"; ${near}`);
  }
  if (folder === undefined || folder === '')
    return refuse('init needs the folder of the new stack: stack-deploy init my-stack');
  const target = resolve(workingDirectory, folder);
  const shown = shownPath(target, workingDirectory);
  const blocked = firstFileOnTheWay(target);
  if (blocked !== undefined) return refuse(`${shownPath(blocked, workingDirectory)} is a file, not a folder`);
  const opened = openRegistry({
    ...schemasOf({ schemaDir: undefined }, context),
    workingDirectory,
    stackFolder: target,
  });
  if (!opened.ok) return refuse(formatDiagnostics([opened.error]));
  const registry = opened.value;
  const unknown = options.type.find((name) => typeNamed(registry, name) === undefined);
  if (unknown !== undefined) {
    const help = nearType(registry, unknown) ?? 'stack-deploy schema list names all of them';
    return refuse(`there is no resource type "${unknown}"; ${help}`);
  }
  const types = options.type.flatMap((name) => typeNamed(registry, name) ?? []);
  const name = basename(target)
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const own = stackFiles(template.folder, name, starterEntries(types));
  const named = quoted(shown === target && target === workingDirectory ? '.' : shown);
  const files = [
    ...[...own, editorSchemaFile(own, registry)].map((file) => ({ ...file, target: join(target, file.path) })),
    ...workflowFiles(options.ci, name, named).map((file) => ({ ...file, target: join(workingDirectory, file.path) })),
  ];
  const present = files.filter((file) => existsSync(file.target)).map((file) => file.path);
  if (present.length > 0) return refuse(`${shown} already has ${enumerate(present)}; nothing was written`);
  const ignoring = { path: '.gitignore', text: ignoreText, target: join(target, '.gitignore') };
  const written = existsSync(ignoring.target) ? files : [ignoring, ...files];
  try {
    for (const file of written) {
      mkdirSync(dirname(file.target), { recursive: true });
      writeFileSync(file.target, file.text, { flag: 'wx' });
    }
  } catch (error) {
    return refuse(`${shown} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const file of written) context.errors.write(`wrote ${shownPath(file.target, workingDirectory)}\n`);
  context.errors.write('\n' + nextSteps(calledAs(context), named));
  return exitCodes.done.code;
}

/** The schema for editors, with the types that the manifest has. */
function editorSchemaFile(files: readonly StackFile[], registry: FileRegistry): StackFile {
  const text = files.find(({ path }) => path === manifestFileName)?.text ?? '';
  const { value } = parseManifest({ path: manifestFileName, text });
  const used = (value?.resources ?? []).flatMap(({ shortForm }) => shortForm?.type.name ?? []);
  return { path: editorSchemaFileName, text: editorSchemaText(registry, used) };
}

/** Workflows lie at the root of a repository. */
function workflowFiles(ci: InitOptions['ci'], name: string, folder: string): readonly StackFile[] {
  if (ci === undefined) return [];
  const subject = { name, folder, version: versionOf() };
  return [{ path: join('.github', 'workflows', `${name}.yml`), text: githubWorkflow(subject) }];
}

interface Template {
  readonly name: string;
  readonly description: string;
  readonly folder: string;
}

function listTemplates(): readonly Template[] {
  const root = join(packageRoot, 'templates');
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, manifestFileName)))
    .sort()
    .map((name) => {
      const manifest = readFileSync(join(root, name, manifestFileName), 'utf8');
      return { name, description: /^description: (.*)$/m.exec(manifest)?.[1] ?? '', folder: join(root, name) };
    });
}

function formatTemplates(templates: readonly Template[]): string {
  const width = Math.max(...templates.map((template) => template.name.length));
  return templates.map((template) => `${template.name.padEnd(width)}  ${template.description}\n`).join('');
}

/** A file that stands where a folder would have to be. */
function firstFileOnTheWay(target: string): string | undefined {
  for (let path = target; path !== dirname(path); path = dirname(path)) {
    if (existsSync(path)) return statSync(path).isDirectory() ? undefined : path;
  }
  return undefined;
}

/** How the person has called the program: what `npx` runs is not a command of its own. */
function calledAs(context: Context): string {
  return context.environment.get('npm_command') === 'exec' ? 'npx stack-deploy' : 'stack-deploy';
}

function nextSteps(program: string, folder: string): string {
  return [
    'next:',
    `  ${program} validate ${folder} dev          check it without calling AWS`,
    `  ${program} build ${folder} dev --local     build it on the embedded Cloud Control: no account is needed`,
    `  ${program} build ${folder} dev             build it on AWS`,
    '',
  ].join('\n');
}

function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { packageRoot } from '../../base/package-root.ts';
import { enumerate } from '../../base/text.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import { shownPath } from '../../stack/load-source.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';

export interface InitOptions {
  readonly template: string;
  readonly list: boolean;
}

/** Writes a new stack from a template, all of its files or none. */
export function init(folder: string | undefined, options: InitOptions, context: Context): ExitCode {
  const refuse = (text: string): ExitCode => {
    context.errors.write(text + '\n');
    return exitCodes.failed.code;
  };
  const templates = listTemplates();
  if (options.list) {
    context.output.write(formatTemplates(templates));
    return exitCodes.done.code;
  }
  const template = templates.find((candidate) => candidate.name === options.template);
  if (template === undefined) {
    const names = templates.map((candidate) => candidate.name);
    const near = didYouMean(options.template, names) ?? `the templates are ${enumerate(names)}`;
    return refuse(`there is no template "${options.template}"; ${near}`);
  }
  if (folder === undefined || folder === '')
    return refuse('init needs the folder of the new stack: stack-deploy init my-stack');
  const target = resolve(context.workingDirectory, folder);
  const shown = shownPath(target, context.workingDirectory);
  const blocked = firstFileOnTheWay(target);
  if (blocked !== undefined) return refuse(`${shownPath(blocked, context.workingDirectory)} is a file, not a folder`);
  const files = filesIn(template.folder).map((path) => ({ path, target: join(target, path) }));
  const present = files.filter((file) => existsSync(file.target)).map((file) => file.path);
  if (present.length > 0) {
    return refuse(`${shown} already has ${enumerate(present)}; nothing was written`);
  }
  try {
    for (const file of files) {
      const text = readFileSync(join(template.folder, file.path), 'utf8');
      mkdirSync(dirname(file.target), { recursive: true });
      writeFileSync(file.target, file.path === manifestFileName ? fitted(text, target, context) : text, { flag: 'wx' });
    }
  } catch (error) {
    return refuse(`${shown} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const file of files) context.errors.write(`wrote ${shownPath(file.target, context.workingDirectory)}\n`);
  const written = quoted(shown === target && target === context.workingDirectory ? '.' : shown);
  context.errors.write('\n' + nextSteps(calledAs(context), written));
  return exitCodes.done.code;
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

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

/** A file that stands where a folder would have to be. */
function firstFileOnTheWay(target: string): string | undefined {
  for (let path = target; path !== dirname(path); path = dirname(path)) {
    if (existsSync(path)) return statSync(path).isDirectory() ? undefined : path;
  }
  return undefined;
}

/** The manifest with the name of its new folder, and with the place of the schema where that stays where it is. */
function fitted(text: string, target: string, context: Context): string {
  const name = basename(target)
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const schema = join(packageRoot, 'schemas', 'manifest.schema.json');
  const isInProject = [schema, target].every((path) => !relative(context.workingDirectory, path).startsWith('..'));
  const comment = isInProject
    ? `# yaml-language-server: $schema=${relative(target, schema).split(sep).join('/')}\n`
    : '';
  return text
    .replace(/^# yaml-language-server: .*\n/m, () => comment)
    .replace(/^name: .*$/m, (line) => (name === '' ? line : `name: ${/^[0-9]+$/.test(name) ? `'${name}'` : name}`));
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

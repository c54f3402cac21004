import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { directiveOf, placeOf, sectionsOf, type DocBlock } from './doc-blocks.ts';
import type { Rig, Run } from './rig.ts';

const basePage = 'docs/diagnostics/README.md';
const manifestFile = 'stackql_manifest.yml';
const poolFile = 'resources/pool.iql';

/** Writes the stack that the examples of the documentation are parts of, as `docs/diagnostics/README.md` shows it. */
export function writeBaseStack(rig: Rig): void {
  for (const section of sectionsOf(basePage)) for (const block of section.blocks) applyBlock(rig, block);
}

/** Writes what a block says into the rig's folder; false for a block that is no file. */
export function applyBlock(rig: Rig, block: DocBlock): boolean {
  const file = directiveOf(block, 'file');
  const query = directiveOf(block, 'query');
  if (file !== undefined) {
    rig.write(file, block.text);
  } else if (directiveOf(block, 'manifest') !== undefined) {
    rig.write(manifestFile, withParts(rig.read(manifestFile), block.text, /^(?=[a-z-]+:)/m));
  } else if (query !== undefined) {
    const path = query === '' ? poolFile : query;
    rig.write(path, withParts(rig.read(path), block.text, /^(?=\/\*\+)/m));
  } else {
    return false;
  }
  return true;
}

/** A text whose parts (keys of a manifest, queries of a file) are replaced by those of the same name, new ones appended. */
function withParts(text: string, changes: string, boundary: RegExp): string {
  const parts = text.split(boundary);
  for (const change of changes.split(boundary)) {
    const name = nameOf(change);
    const index = parts.findIndex((part) => nameOf(part) === name);
    const ended = change.endsWith('\n\n') ? change : change + '\n';
    // Anchors stand before what refers to them.
    if (index < 0 && name.startsWith('x-')) parts.unshift(ended);
    else if (index < 0) parts.push(ended);
    else parts[index] = ended;
  }
  return parts.join('').trimEnd() + '\n';
}

function nameOf(part: string): string {
  return /^(?:\/\*\+ *([a-z:]+)|([a-z-]+):)/.exec(part)?.slice(1).join('') ?? part;
}

/** Runs the command lines of a block; lines that do not begin with `stack-deploy` go to a shell, and `> FILE` is where the output goes. */
export async function runBlock(rig: Rig, block: DocBlock): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const written of block.text.replaceAll('\\\n', ' ').split('\n')) {
    const line = written.replace(/(^|\s)#.*$/, '').trim();
    if (line === '') continue;
    const ours = /^((?:[A-Z_]+=\S+ )*)(?:npx )?stack-deploy (.*?)(?: > (\S+))?$/.exec(line);
    if (ours === null) {
      execFileSync('/bin/sh', ['-c', line], { cwd: rig.folder, stdio: 'pipe' });
      continue;
    }
    for (const setting of (ours[1] ?? '').trim().split(' ')) {
      const [name = '', value] = setting.split('=');
      if (value !== undefined) rig.environment.set(name, value);
    }
    const run = await rig.run(...wordsOf(ours[2] ?? ''));
    const wanted = directiveOf(block, 'fails') === undefined ? 0 : 1;
    expect(run.code, `${placeOf(block)}: ${line}\n${run.errors}`).to.equal(wanted);
    if (ours[3] !== undefined) rig.write(ours[3], run.output);
    runs.push(run);
  }
  return runs;
}

/** The words of a command line; quotes keep blanks together. */
function wordsOf(line: string): readonly string[] {
  const words = line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g);
  return [...words].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

/** The codes that a person was shown, each once. */
export function codesIn(errors: string): readonly string[] {
  return [...new Set([...errors.matchAll(/^ *(?:error|warning)\[([a-z/-]+)\]/gm)].map((match) => match[1]!))];
}

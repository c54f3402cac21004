import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { appendEntries } from '../../manifest/append-entries.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import type { StarterEntry } from '../../import/starter-entries.ts';
import { editorLine } from '../commands/editor-schema.ts';

/** A file of a new stack, by its path in the stack's folder. */
export interface StackFile {
  readonly path: string;
  readonly text: string;
}

/** What a stack's folder keeps for itself: the local cloud, variables of this machine, saved plans. */
export const ignoreText = '.stack-deploy/\n.env\nnode_modules/\n*.plan.json\n';

/** The files of a template, for a stack of this name, with more entries at the end of its resources. */
export function stackFiles(template: string, name: string, entries: readonly StarterEntry[]): readonly StackFile[] {
  return filesIn(template).map((path) => {
    const text = readFileSync(join(template, path), 'utf8');
    return { path, text: path === manifestFileName ? withEntries(named(text, name), entries) : text };
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

/** The manifest with the name of its new folder, and with the schema that is written beside it. */
function named(text: string, name: string): string {
  return text
    .replace(/^# yaml-language-server: .*\n/m, () => editorLine)
    .replace(/^name: .*$/m, (line) => (name === '' ? line : `name: ${/^[0-9]+$/.test(name) ? `'${name}'` : name}`));
}

function withEntries(text: string, entries: readonly StarterEntry[]): string {
  if (entries.length === 0) return text;
  const withoutHint = text.replace(/^description: .*\n/m, '').replace(/^(?:# .*\n)+(?=resources:)/m, '');
  const appended = appendEntries(withoutHint, entries);
  if (appended === undefined) throw new Error('The template has resources that cannot be continued.');
  return appended;
}

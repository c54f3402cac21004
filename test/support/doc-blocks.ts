import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

/**
 * A fenced block of a document. What stands behind the language says what a test does with it; readers do not see it:
 *
 * - `file=PATH`: the block is that file of the folder in which the examples of its section run.
 * - `manifest`: the keys in it stand in the place of the same keys of the manifest.
 * - `query`: it stands in the place of the queries with the same anchors in `resources/pool.iql`; `query=PATH` in another file.
 * - `run`: command lines, each run in that folder. `fails` after it: with exit code 1.
 * - `events`: what the run before it prints.
 * - `workflow`: one of GitHub Actions; a test of its own runs its command lines of this program.
 * - `example`: lines with what comes out in a comment behind them.
 */
export interface DocBlock {
  readonly document: string;
  /** Of the fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly directives: readonly string[];
  readonly text: string;
}

export interface DocSection {
  /** Without the `#` and without backticks. */
  readonly heading: string;
  readonly level: number;
  readonly prose: string;
  readonly blocks: readonly DocBlock[];
}

export function readDocument(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8');
}

/** The sections of a document in their order; what stands before the first heading has an empty one. */
export function sectionsOf(path: string): readonly DocSection[] {
  const sections: { heading: string; level: number; prose: string; blocks: DocBlock[] }[] = [
    { heading: '', level: 0, prose: '', blocks: [] },
  ];
  let fence: { mark: string; line: number; info: string; text: string[] } | undefined;
  readDocument(path)
    .split('\n')
    .forEach((line, index) => {
      const section = sections.at(-1)!;
      if (fence !== undefined) {
        if (line.trim() !== fence.mark) {
          fence.text.push(line);
          return;
        }
        const [language = '', ...directives] = fence.info.split(/\s+/);
        const text = fence.text.map((each) => each + '\n').join('');
        section.blocks.push({ document: path, line: fence.line, language, directives, text });
        fence = undefined;
        return;
      }
      const opening = /^\s*(`{3,})(.*)$/.exec(line);
      const heading = /^(#+) (.*)$/.exec(line);
      if (opening !== null) {
        fence = { mark: opening[1]!, line: index + 1, info: opening[2]!.trim(), text: [] };
      } else if (heading !== null) {
        const title = heading[2]!.replaceAll('`', '');
        sections.push({ heading: title, level: heading[1]!.length, prose: '', blocks: [] });
      } else {
        section.prose += line + '\n';
      }
    });
  if (fence !== undefined) throw new Error(`${path}:${fence.line}: the block is not closed`);
  return sections;
}

/** `docs/templates.md:12`, as editors open it. */
export function placeOf(block: DocBlock): string {
  return `${block.document}:${block.line}`;
}

/** The value of `name=value` behind a block's language, an empty text for a bare `name`. */
export function directiveOf(block: DocBlock, name: string): string | undefined {
  const found = block.directives.find((directive) => directive === name || directive.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

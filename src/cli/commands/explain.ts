import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../base/package-root.ts';
import { diagnosticCodes } from '../../diagnostics/codes.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';

/** Prints the page of a diagnostic from docs/diagnostics, or without a code the list of all. */
export function explain(asked: string | undefined, context: Context): ExitCode {
  if (asked === undefined) {
    context.output.write(listOfCodes());
    return exitCodes.done.code;
  }
  const code = codeMeantBy(asked);
  if (code === undefined) {
    const near = didYouMean(bareCode(asked), [...codes, ...codes.map(withoutGroup)]);
    context.errors.write(`there is no diagnostic "${asked}"\n${near ?? '"stack-deploy explain" lists all of them'}\n`);
    return exitCodes.failed.code;
  }
  context.output.write(pageOf(code));
  return exitCodes.done.code;
}

const codes: readonly string[] = Object.keys(diagnosticCodes);

function listOfCodes(): string {
  const width = Math.max(...codes.map((code) => code.length));
  const rows = Object.entries(diagnosticCodes).map(([code, meaning], index) => {
    const isNewGroup = index > 0 && groupOf(code) !== groupOf(codes[index - 1] ?? '');
    return `${isNewGroup ? '\n' : ''}${code.padEnd(width)}  ${meaning}\n`;
  });
  return rows.join('');
}

/** `unknown-key`, `manifest/unknown-key`, or a whole `error[manifest/unknown-key]:` as it was copied. */
function codeMeantBy(asked: string): string | undefined {
  const bare = bareCode(asked);
  if (codes.includes(bare)) return bare;
  const [only, ...others] = codes.filter((code) => withoutGroup(code) === bare);
  return others.length === 0 ? only : undefined;
}

function bareCode(asked: string): string {
  return (/\[([^\]]*)\]/.exec(asked)?.[1] ?? asked).trim().toLowerCase();
}

function groupOf(code: string): string {
  return code.slice(0, code.indexOf('/'));
}

function withoutGroup(code: string): string {
  return code.slice(code.indexOf('/') + 1);
}

/** The section of the page of the code's group, as people read it in a terminal. */
function pageOf(code: string): string {
  const text = readFileSync(join(packageRoot, 'docs', 'diagnostics', `${groupOf(code)}.md`), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${code}\n`)) ?? `${code}\n`;
  return forTerminal(section.trimEnd()) + '\n';
}

/** Examples move in and lose their fences; links keep their text, and bold words their letters. */
function forTerminal(section: string): string {
  let isExample = false;
  const lines: string[] = [];
  for (const line of section.split('\n')) {
    if (line.startsWith('```')) isExample = !isExample;
    else if (isExample) lines.push(line === '' ? '' : `    ${line}`);
    else lines.push(line.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('**', ''));
  }
  return lines.join('\n');
}

import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** What was typed in earlier shells, newest first, and where the next is kept. */
export interface History {
  readonly entries: readonly string[];
  /** Keeps lines; trouble with the file is no trouble of the shell. */
  add(lines: readonly string[]): void;
}

const mostKept = 1000;

/** `$XDG_STATE_HOME/stack-deploy/history`, else in `~/.local/state`; undefined where there is no home. */
export function historyPath(environment: ReadonlyMap<string, string>): string | undefined {
  const state = environment.get('XDG_STATE_HOME') ?? '';
  // By the XDG specification a path that is not absolute is none.
  if (isAbsolute(state)) return join(state, 'stack-deploy', 'history');
  const home = environment.get('HOME') ?? '';
  return isAbsolute(home) ? join(home, '.local', 'state', 'stack-deploy', 'history') : undefined;
}

/** A line of the file is an entry; several shells may add to it at one time. Only its owner may read it. */
export function openHistory(path: string | undefined): History {
  const kept = path === undefined ? [] : readLines(path);
  if (path !== undefined && kept.length > 2 * mostKept) shortenFile(path, kept.slice(-mostKept));
  return {
    entries: kept.slice(-mostKept).reverse(),
    add: (lines) => {
      if (path === undefined) return;
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        appendFileSync(path, lines.map((line) => line + '\n').join(''), { mode: 0o600 });
      } catch {
        // A folder that cannot be written keeps nothing.
      }
    },
  };
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

function shortenFile(path: string, lines: readonly string[]): void {
  try {
    writeFileSync(`${path}.new`, lines.map((line) => line + '\n').join(''), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch {
    // It stays long.
  }
}

const secretName = /secret|password|passwd|token|private_?key|api_?key|credential/i;
const comparison = '=|==|<>|!=|\\bLIKE\\b';
/** A literal behind what is named like a secret, or before it. */
const secretLiterals = [
  `(?:${secretName.source})\\w*["\`]?\\s*(?:${comparison}|\\bIN\\b\\s*\\()\\s*'`,
  `'\\s*(?:${comparison}|\\bIN\\b|\\bAS\\b)\\s*\\(?["\`]?[\\w.]*(?:${secretName.source})`,
].map((source) => new RegExp(source, 'i'));

/**
 * Whether a text may hold a secret: one that is known, or a literal where a secret is written or compared. Of what cannot be parsed
 * only the words tell: it does not count as reading.
 */
export function mayHoldSecret(text: string, onlyReads: boolean, mask: (text: string) => string): boolean {
  if (mask(text) !== text) return true;
  if (!secretName.test(text)) return false;
  return !onlyReads || secretLiterals.some((literal) => literal.test(text));
}

/** A statement as one entry: its lines joined, where no comment ends a line and no literal goes over one. */
export function entriesOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isCut = /--|\/\/|#/.test(text) || lines.some((line) => line.split("'").length % 2 === 0);
  return isCut ? lines : [lines.map((line) => line.trim()).join(' ')];
}

import type { ErrorCode, YAMLError } from 'yaml';
import { shorten } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import { linesOf } from '../diagnostics/source-lines.ts';

interface Sentence {
  readonly message: string;
  readonly help?: string;
}

/** Mistakes that are shown: what follows the first ones is most often their consequence. */
const mostShown = 10;

/** What the YAML parser found, in our words: the first mistake of each line, ten at most. */
export function yamlMistakes(source: Source, errors: readonly YAMLError[]): readonly Diagnostic[] {
  const lines = linesOf(source);
  const seen = new Set<number>();
  const found: Diagnostic[] = [];
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const start = Math.min(error.pos[0], source.text.length);
    const line = lines.indexAt(start);
    if (seen.has(line) || found.length === mostShown) continue;
    seen.add(line);
    const template = templateOutsideQuotes(source, start);
    if (template !== undefined) {
      found.push(template);
      continue;
    }
    const end = Math.max(start, Math.min(error.pos[1], source.text.length));
    const { message, help } = sentenceFor(error, source.text, start, end);
    const opening = unclosedQuote(error, source.text);
    const at = { source, start: opening ?? start, end: opening === undefined ? end : opening + 1 };
    found.push(mistake('manifest/yaml-syntax', message, { at, ...(help === undefined ? {} : { help }) }));
  }
  return found;
}

function sentenceFor(error: YAMLError, source: string, start: number, end: number): Sentence {
  const message = error.message;
  const text = shorten(source.slice(start, end).trim(), 60);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'a tab cannot indent YAML', help: 'use spaces' };
    case 'BAD_SCALAR_START':
      return { message: `a value cannot begin with "${text}"`, help: 'put the value in quotes' };
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'this backslash begins no escape that YAML knows',
        help: 'write \\\\ for a backslash, or put the text in single quotes',
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return { message: 'a key must stand on one line and be followed by ": "', help: 'is a ":" or a quote missing?' };
    case 'KEY_OVER_1024_CHARS':
      return { message: 'a key has more than 1,024 characters' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return implicitKey(source, start, message);
    case 'BLOCK_IN_FLOW':
      return { message: 'an indented list or map cannot stand inside brackets' };
    case 'MULTIPLE_DOCS':
      return { message: 'a second YAML document begins here', help: 'keep one document in a file' };
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
      return {
        message: `the YAML tag "${text}" means nothing here`,
        help: 'put a text that begins with "!" in quotes',
      };
    case 'BAD_INDENT':
      if (/^Flow (map|sequence)/.test(message)) return unclosedBracket;
      if (message.includes('start at the same column'))
        return { message: 'the entries of a list or map must begin in the same column' };
      return { message: 'the indentation fits nothing above it' };
    case 'MISSING_CHAR':
      if (message.startsWith('Missing closing')) return { message: 'the quote that opens here is never closed' };
      if (message.startsWith('Implicit map keys')) return { message: 'a key without a ":" and a value' };
      if (message.startsWith('Comments must')) return { message: 'a comment needs a blank before its "#"' };
      if (message.startsWith('Missing ,') || message.startsWith('Missing space'))
        return { message: 'a "," or a blank after ":" is missing' };
      if (message.includes('must end with')) return unclosedBracket;
      if (message.includes('directives-end')) return { message: 'a "%" line must be followed by "---"' };
      return { message: 'a character is missing here' };
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'BAD_PROP_ORDER':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
      return {
        message: 'an anchor (&name), alias (*name) or tag (!name) stands where it cannot',
        help: 'put a text that begins with "&", "*" or "!" in quotes',
      };
    case 'BAD_DIRECTIVE':
      return { message: 'a line that begins with "%" is a YAML directive, and this one does not exist' };
    case 'UNEXPECTED_TOKEN':
      return message.startsWith('Block scalar header')
        ? { message: 'text after "|" or ">" must begin on the next line' }
        : unexpected(text, source.charAt(start - 1));
    case 'DUPLICATE_KEY':
    case 'IMPOSSIBLE':
    case 'NON_STRING_KEY':
    case 'RESOURCE_EXHAUSTION':
      return { message: 'this cannot be read as YAML' };
    default:
      return unknownSentence(error.code);
  }
}

/** `value: {{ x }}-y` is a map with something behind it; whoever writes that means a text. */
function templateOutsideQuotes(source: Source, index: number): Diagnostic | undefined {
  const lineStart = source.text.lastIndexOf('\n', index - 1) + 1;
  const [line = ''] = /^[^\r\n]*/.exec(source.text.slice(lineStart)) ?? [];
  const found = /^(\s*(?:-\s+)*(?:[\w.-]+:\s+)?)(\{\{.*?\}\}.*?)(?:\s+#.*)?\s*$/.exec(line);
  const [, before = '', value = ''] = found ?? [];
  if (value === '' || index < lineStart + before.length) return undefined;
  const start = lineStart + before.length;
  return mistake('manifest/yaml-syntax', 'a template outside quotes is a map to YAML', {
    at: { source, start, end: start + value.length },
    help: `put the whole value in quotes: '${shorten(value.replaceAll("'", "''"), 80)}'`,
  });
}

function implicitKey(source: string, start: number, message: string): Sentence {
  if (message.includes('sequence')) return { message: 'the indentation fits nothing above it' };
  const line = source.slice(
    source.lastIndexOf('\n', start - 1) + 1,
    (source.indexOf('\n', start) + 1 || source.length + 1) - 1,
  );
  if (line.split(/:(?:\s|$)/).length > 2) {
    return { message: 'a second "key: value" on one line', help: 'put a value that holds ": " in quotes' };
  }
  return {
    message: 'a key has a value on its own line and further keys below it',
    help: 'remove one of them, or correct the indentation',
  };
}

function unexpected(text: string, before: string): Sentence {
  const sentence = { message: text === '' ? 'something else is expected here' : `"${text}" is not expected here` };
  if (before === "'") return { ...sentence, help: "inside single quotes, write a quote twice: ''" };
  if (before === '"') return { ...sentence, help: 'put a text that holds double quotes in single quotes' };
  return sentence;
}

/** A code of a newer parser: all of today's are named above. */
function unknownSentence(code: never): Sentence {
  return { message: `this cannot be read as YAML (${String(code satisfies ErrorCode)})` };
}

const unclosedBracket: Sentence = {
  message: 'a list or map in brackets is not closed, or goes on with too little indentation',
};

/** Where the quote stands that was never closed: the parser names the end of the file instead. */
function unclosedQuote(error: YAMLError, text: string): number | undefined {
  const quote = /^Missing closing (['"])/.exec(error.message)?.[1];
  return quote === undefined ? undefined : openingQuote(text, error.pos[0], quote);
}

/** The last quote before `end` that something can begin with: after a blank, a bracket or a comma, or at the start of a line. */
function openingQuote(text: string, end: number, quote: string): number | undefined {
  for (let at = text.lastIndexOf(quote, end); at !== -1; at = at === 0 ? -1 : text.lastIndexOf(quote, at - 1)) {
    if (at === 0 || /[\s[{,]/.test(text.charAt(at - 1))) return at;
  }
  return undefined;
}

import { isJsonObject, type Json } from '../base/json.ts';
import { mask as stars, plainText } from '../values/reading.ts';
import type { PlainValue } from '../values/value.ts';
import { patternsOf } from './secret-spellings.ts';

/**
 * Finds secrets in texts that come from outside: the words of an API, lines of a person's file. Values that we write ourselves carry
 * their marks and are never written in the first place; this is the net under them.
 */
export interface Masker {
  /** Secrets that texts may hold from now on. */
  add(secrets: readonly PlainValue[]): void;
  /**
   * The text with every secret in it replaced by `***`, in whichever way it is escaped. A word of everyday language is the secret only
   * where it stands as a value.
   */
  mask(text: string): string;
  /** The same for secrets that can be nothing else: what everything that is written goes through in the end. */
  maskCertain(text: string): string;
  /**
   * The text without any secret, words of everyday language too wherever they stand: for what is kept of a text, as a digest, and must not
   * let anybody find a secret by trying. Rather too little is left than too much.
   */
  strike(text: string): string;
  /** Whether a secret has the text in it. */
  isInSecret(text: string): boolean;
  /** A JSON value with secrets masked in its texts. Keys, and the members that `isName` knows as names, keep theirs. */
  maskJson(value: Json, isName: (key: string) => boolean): Json;
}

interface Finder {
  readonly secret: string;
  readonly isWord: boolean;
  readonly pattern: RegExp;
}

/** Longer secrets are looked for in pieces. */
const longestPiece = 2000;
/** A line of a secret that has several is as secret as the whole, unless it is as short as this. */
const shortLine = 6;

/** `onSecret` is told each text that is secret from now on, before anything can be masked by it. Default: nobody. */
export function createMasker(onSecret: (secret: string) => void = () => undefined): Masker {
  const known = new Set<string>();
  let finders: readonly Finder[] | undefined = [];
  const maskWith = (text: string, words: boolean): string => {
    finders ??= createFinders(known);
    let masked = text;
    for (const { isWord, pattern } of finders) if (words || !isWord) masked = masked.replace(pattern, stars);
    return maskCut(masked, finders);
  };
  const mask = (text: string): string => maskWith(text, true);
  const maskJson = (value: Json, isName: (key: string) => boolean): Json => {
    if (typeof value === 'string') return mask(value);
    if (Array.isArray(value)) return (value as readonly Json[]).map((item) => maskJson(item, isName));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        typeof item === 'string' && isName(key) ? maskWith(item, false) : maskJson(item, isName),
      ]),
    );
  };
  return {
    add: (secrets) => {
      for (const text of secrets.flatMap(leafTexts).flatMap(partsOf)) {
        if (text.trim() === '' || known.has(text)) continue;
        known.add(text);
        finders = undefined;
        onSecret(text);
      }
    },
    mask,
    maskCertain: (text) => maskWith(text, false),
    strike: (text) => {
      const longestFirst = [...known].sort((left, right) => right.length - left.length);
      return longestFirst.reduce((left, secret) => left.replaceAll(secret, stars), maskWith(text, true));
    },
    isInSecret: (text) => [...known].some((secret) => secret.includes(text)),
    maskJson,
  };
}

/** The texts of which a secret is made: a list or map is as secret as what is in it. */
function leafTexts(secret: PlainValue): readonly string[] {
  if (secret === null || typeof secret === 'boolean') return [];
  if (typeof secret === 'object')
    return [plainText(secret), ...Object.values(secret).flatMap((item: PlainValue) => leafTexts(item))];
  return [String(secret)];
}

/** A secret, its pieces where it is long, and its lines: a code frame shows them one by one. */
function partsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const pieces: string[] = [];
  for (let start = 0; start < secret.length; start += longestPiece)
    pieces.push(secret.slice(start, start + longestPiece));
  return [...pieces, ...(lines.length > 1 ? lines.filter((line) => line.length > shortLine) : [])];
}

/** Longest first, so that no secret is cut by a shorter one inside it. */
function createFinders(secrets: ReadonlySet<string>): readonly Finder[] {
  return [...secrets]
    .sort((left, right) => right.length - left.length)
    .map((secret) => {
      const isWord = isPlainWord(secret);
      const { text, base64 } = patternsOf(secret);
      const asText = isWord ? `${beforeValue}(?:${text})${behindValue}|(?<==)(?:${text})(?=\\s)` : text;
      return { secret, isWord, pattern: new RegExp([asText, ...base64].join('|'), 'gm') };
    });
}

/** Where a value begins: a whole line or text, a quote, behind `=`, `:` or the tag of markup. */
const beforeValue = String.raw`(?<=^|['"\`>|]|[=:][ \t]?)`;
/** Where it ends: a quote, a bracket, a comma, the end of the line but for a comment. */
const behindValue = String.raw`(?=['"\`,;<)\]|&]|\.(?:\s|$)|[ \t]*$|[ \t]+#)`;

/** Written like a word or a number of everyday language, or hardly anything at all: it may well stand in a text without being the secret. */
function isPlainWord(secret: string): boolean {
  return /^(?:\p{Lu}?\p{Ll}{1,12}|\p{Lu}{1,12}|\p{Lo}{1,12}|\d{1,6}|.{1,2})$/su.test(secret);
}

/** Less of a secret than this tells nothing, and other words begin so too. */
const shortestBeginning = 5;

/** The beginning of a secret in front of an ellipsis: somebody had shortened the text before it came here. */
function maskCut(text: string, finders: readonly Finder[]): string {
  if (!text.includes('…')) return text;
  const beginnings = finders
    .filter(({ isWord }) => !isWord)
    .flatMap(({ secret }) => [...new Set([secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll("'", "''")])]);
  const pieces = text.split('…');
  return pieces
    .map((piece, index) => (index === pieces.length - 1 ? piece : withoutBeginning(piece, beginnings)))
    .join('…');
}

function withoutBeginning(text: string, secrets: readonly string[]): string {
  let cut = 0;
  for (const secret of secrets) {
    for (
      let length = Math.min(secret.length - 1, text.length);
      length >= shortestBeginning && length > cut;
      length -= 1
    )
      if (text.endsWith(secret.slice(0, length))) cut = length;
  }
  return cut === 0 ? text : text.slice(0, -cut) + stars;
}

import { plainText } from '../values/reading.ts';
import type { PlainValue } from '../values/value.ts';

/**
 * Finds secrets in texts that come from outside: the words of an API, lines of a person's file. Values that we write ourselves carry
 * their marks and are never written in the first place; this is the net under them.
 */
export interface Masker {
  /** Secrets that texts may hold from now on. */
  add(secrets: readonly PlainValue[]): void;
  /** The text with every secret in it replaced by `***`, in whichever way it is escaped. */
  mask(text: string): string;
}

const stars = '***';

export function createMasker(): Masker {
  const known = new Set<string>();
  let finders: readonly RegExp[] | undefined = [];
  return {
    add: (secrets) => {
      for (const text of secrets.flatMap(leafTexts)) {
        if (text === '' || known.has(text)) continue;
        known.add(text);
        finders = undefined;
      }
    },
    mask: (text) => {
      finders ??= createFinders(known);
      let masked = text;
      for (const finder of finders)
        masked = masked.replace(finder, (_match, before: string | undefined) => (before ?? '') + stars);
      return masked;
    },
  };
}

/** The texts of which a secret is made: a list or map is as secret as what is in it. */
function leafTexts(secret: PlainValue): readonly string[] {
  if (secret === null || typeof secret === 'boolean') return [];
  if (typeof secret === 'object')
    return [plainText(secret), ...Object.values(secret).flatMap((item) => leafTexts(item))];
  return [String(secret)];
}

/** Longest first, so that no secret is cut by a shorter one inside it. */
function createFinders(secrets: ReadonlySet<string>): readonly RegExp[] {
  const spellings = new Map<string, boolean>();
  for (const secret of secrets) {
    const isWord = isPlainWord(secret);
    for (const spelling of spellingsOf(secret)) spellings.set(spelling, (spellings.get(spelling) ?? true) && isWord);
  }
  return [...spellings]
    .sort(([left], [right]) => right.length - left.length)
    .map(([spelling, isWord]) => {
      const literal = spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      // A word of everyday language, or a short one, is the secret only where it stands as a value.
      return isWord
        ? new RegExp(`(^|['"\`=:<>(\\[|]\\s?)${literal}(?=$|['"\`,;<>)\\]|&])`, 'g')
        : new RegExp(`()${literal}`, 'g');
    });
}

/** Letters or digits alone, and few of them: it may well stand in a text without being the secret. */
function isPlainWord(secret: string): boolean {
  return /^(?:\p{L}{1,16}|\d{1,8})$/u.test(secret);
}

/** A secret as it is, and as quotes, JSON, XML, HTML, addresses and base64 write it. */
function spellingsOf(secret: string): ReadonlySet<string> {
  const json = JSON.stringify(secret).slice(1, -1);
  const markup = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  const quoted = markup.replaceAll('"', '&quot;');
  return new Set([
    secret,
    secret.replaceAll("'", "''"),
    secret.replaceAll('"', '""'),
    json,
    json.replaceAll('/', '\\/'),
    json.replaceAll("'", "''"),
    JSON.stringify(json).slice(1, -1),
    asciiJson(secret),
    markup,
    quoted,
    quoted.replaceAll("'", '&apos;'),
    quoted.replaceAll("'", '&#39;'),
    quoted.replaceAll("'", '&#x27;'),
    encodeURIComponent(toWellFormed(secret)),
    encodeURIComponent(toWellFormed(secret)).replaceAll('%20', '+'),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ]);
}

function asciiJson(secret: string): string {
  return JSON.stringify(secret)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'));
}

function toWellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

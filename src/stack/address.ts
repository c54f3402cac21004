import { err, ok, type Result } from '../base/result.ts';

/**
 * Names one thing that a run makes: an entry of the manifest, and where the entry makes several things, which of them. Events, outcomes,
 * exports and create tokens know resources by it.
 */
export interface Address {
  readonly entry: string;
  /** The key of one instance of the entry; absent where the entry makes one thing. */
  readonly instance?: string;
}

/** `web`, or `client["web"]`. Two addresses are the same where their texts are. */
export function formatAddress({ entry, instance }: Address): string {
  return instance === undefined ? entry : `${entry}[${JSON.stringify(instance)}]`;
}

/** The same where a tag holds it, which takes neither brackets nor quotes: `client.web`. */
export function markNameOf({ entry, instance }: Address): string {
  return instance === undefined ? entry : `${entry}.${instance}`;
}

/**
 * The address that a text names; the error says what is wrong with the text. The key is written as a JSON string; single quotes, which
 * need no escaping in a shell, may stand in the place of double quotes: `client['web']`.
 */
export function parseAddress(text: string): Result<Address, string> {
  const bracket = text.indexOf('[');
  if (bracket < 0) return text === '' ? err('it is empty') : ok({ entry: text });
  const entry = text.slice(0, bracket);
  if (entry === '') return err('the name of the resource is missing before "["');
  if (!text.endsWith(']')) return err('"]" is missing at its end');
  const instance = readKey(text.slice(bracket + 1, -1));
  return instance === undefined
    ? err(`expected a key in quotes between the brackets, such as ${formatAddress({ entry, instance: 'key' })}`)
    : ok({ entry, instance });
}

function readKey(quoted: string): string | undefined {
  if (/^'[^']*'$/.test(quoted)) return quoted.slice(1, -1);
  if (!/^"(?:[^"\\]|\\.)*"$/.test(quoted)) return undefined;
  try {
    const key: unknown = JSON.parse(quoted);
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}

import { isMarked, isValueList, isValueMap, Secret, type Value } from './value.ts';

const inCapitals = /SECRET|TOKEN|PASSWORD|PASSWD|(?:^|_)KEY/;
const atTheEnd =
  /(?:secret|password|passwd|passphrase)s?(?:_?(?:hash|digest|base64|encrypted))?$|(?:^|[_-])(?:api|secret|private|access)[_-]?keys?$|(?:^|[_-])tokens?$/i;
/** Tokens that name a request, a page or an address, say whether some are wanted, or how long they last. */
const harmlessToken =
  /(?:^|[_-])(?:request|client|idempotency|next|continuation|version|service|http|access|refresh|id)[_-]tokens?$/i;

/**
 * Names in capitals that hold SECRET, TOKEN, PASSWORD or KEY, and other names that end in the name of such a thing, in whatever case:
 * `client_secret` and `dbPassword` are some, `token_validity_units` and `key_name` are none.
 */
export function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const isSecret = judge(name);
  if (judged.size < mostJudged) judged.set(name, isSecret);
  return isSecret;
}

/** A stack gives many resources props of the same names. */
const judged = new Map<string, boolean>();
const mostJudged = 1000;

function judge(name: string): boolean {
  if (inCapitals.test(name)) return true;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return atTheEnd.test(words) && !harmlessToken.test(words);
}

/** The value, secret as a whole where its name says so, else in the members whose names say so. */
export function markByName(name: string, value: Value): Value {
  return isSecretName(name) ? markSecret(value) : markMembers(value);
}

function markMembers(value: Value): Value {
  if (isMarked(value)) return value;
  if (isValueList(value)) return value.map(markMembers);
  if (!isValueMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, markByName(key, item)]));
}

/** Marks every text and number in a value; true, false and null (and their spellings) are no secrets. */
export function markSecret(value: Value): Value {
  if (typeof value === 'string')
    return value === '' || value === 'true' || value === 'false' ? value : new Secret(value);
  if (typeof value === 'number') return new Secret(value);
  if (isMarked(value)) return value.kind === 'number-as-written' ? new Secret(value.text) : value;
  if (isValueList(value)) return value.map(markSecret);
  if (isValueMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, markSecret(item)]));
  return value;
}

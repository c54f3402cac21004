import { mask } from '../../values/reading.ts';
import { isSecretName } from '../../values/secret-names.ts';

/**
 * A text from the cloud without what is a secret by its look, whatever property it is in: the password in an address, what is assigned
 * to a name like `DB_PASSWORD`, a private key, a signature; in base64 too, in which case nothing is left of the text.
 */
export function withoutLooks(text: string): string {
  const decoded = decodedText(text);
  return decoded !== undefined && hidden(decoded) !== decoded ? mask : hidden(text);
}

function hidden(text: string): string {
  return text
    .replace(privateKey, (_all, kind: string) => `-----BEGIN ${kind}----- ${mask}`)
    .replace(passwordInAddress, (_all, before: string, password: string) => before + hiddenUnlessPlaceholder(password))
    .replace(assignment, (all, before: string, name: string, quote: string, value: string) =>
      isSecret(name) ? `${before}${name}=${quote}${hiddenUnlessPlaceholder(value)}` : all,
    )
    .replace(member, (all, before: string, name: string, value: string) =>
      isSecret(name) ? `${before}${hiddenUnlessPlaceholder(value)}` : all,
    );
}

const privateKey = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g;

/** `postgres://shop:password@db/shop`. */
const passwordInAddress = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/?#@"'<>]*:)([^\s/?#"'<>]+)(?=@[^\s@])/gi;

/** `export DB_PASSWORD="…"`, `;Password=…;`, `?X-Amz-Signature=…`. */
const assignment = /(^|[\s;&?,'"])([A-Za-z_][\w.-]*)=(["']?)([^\s;&,"']+)/gm;

/** `"password": "…"` in JSON text. */
const member = /("([A-Za-z_][\w.-]*)"\s*:\s*")((?:[^"\\]|\\.)+)(?=")/g;

function isSecret(name: string): boolean {
  return isSecretName(name) || /^(?:pwd|sig|X-Amz-(?:Signature|Security-Token))$/i.test(name);
}

/** Where a value is only looked up there is nothing to hide: `${PASSWORD}`, `{{resolve:secretsmanager:…}}`, an ARN. */
function hiddenUnlessPlaceholder(value: string): string {
  return /^(?:\$\{?[\w:./-]+\}?|\{\{.*\}\}|<[^>]*>|arn:\S+|\*+|true|false|null|\d{1,3})$/.test(value) ? value : mask;
}

/** Shorter texts are words. */
const shortestBase64 = 24;

function decodedText(text: string): string | undefined {
  const isBase64 = text.length >= shortestBase64 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  if (!isBase64) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return decoded.includes('\ufffd') ? undefined : decoded;
}

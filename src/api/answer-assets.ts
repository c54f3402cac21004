import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { extname, basename, resolve } from 'node:path';
import type { RandomSource } from '../base/random.ts';
import { hasErrors, mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import { environmentOf } from '../stack/environment.ts';
import type { NotedLookups, NotedQuestion } from '../stack/noted-lookups.ts';
import { renderStackScope } from '../stack/render-scope.ts';
import { contextOf } from '../stack/scope.ts';
import type { Stack } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import { formatQuestion, type AssetQuestion } from '../template/lookups.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { evaluateTemplate } from '../template/render-template.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';

/** A file that is to lie in a bucket before what takes it is written. */
export interface Asset {
  readonly bucket: string;
  /** It holds the digest of the content: another content is another key. */
  readonly key: string;
  /** An absolute path. */
  readonly file: string;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
}

export interface AnsweredAssets {
  /** By question, as a template has it. */
  readonly answers: ReadonlyMap<string, Value>;
  readonly assets: readonly Asset[];
  /** Why a file has no place: what only deletes does not need it. */
  readonly missing: readonly Diagnostic[];
  /** What is wrong with the bucket. */
  readonly diagnostics: readonly Diagnostic[];
}

const nothing: AnsweredAssets = { answers: new Map(), assets: [], missing: [], diagnostics: [] };

/**
 * Where the files lie that templates ask for with `asset()`, by their content. Nothing is answered while the bucket itself depends on what is yet
 * to be asked.
 */
export function answerAssets(
  stack: Stack,
  variables: Variables,
  lookups: NotedLookups,
  random: RandomSource,
): AnsweredAssets {
  const asked = lookups.unanswered.filter(
    (noted): noted is NotedQuestion<AssetQuestion> => noted.question.kind === 'asset',
  );
  const [first] = asked;
  if (first === undefined) return nothing;
  const place = placeOf(stack, variables, random, first.at);
  if (place.kind === 'unknown') return nothing;
  if (place.kind === 'refused') return { ...nothing, diagnostics: place.diagnostics };
  const answers = new Map<string, Value>();
  const assets: Asset[] = [];
  const missing: Diagnostic[] = [];
  for (const { question, at } of asked) {
    const file = resolve(stack.folder, question.path);
    const digest = digestOf(file);
    if (digest.kind === 'refused') {
      missing.push(
        mistake('template/lookup', `${formatQuestion(question)}: ${digest.message}`, { at, help: digest.help }),
      );
      continue;
    }
    const key = `${place.prefix}${named(file, digest.sha256)}`;
    assets.push({ bucket: place.bucket, key, file, sha256: digest.sha256 });
    answers.set(formatQuestion(question), { S3Bucket: place.bucket, S3Key: key });
  }
  return { answers, assets, missing, diagnostics: [] };
}

/** `worker-3f2a….zip`, in characters that stand for themselves in an address. */
function named(file: string, sha256: string): string {
  const end = extname(file);
  return `${basename(file, end)}-${sha256}${end}`.replace(/[^A-Za-z0-9._-]/g, '-');
}

type Place =
  | { readonly kind: 'known'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

function placeOf(stack: Stack, variables: Variables, random: RandomSource, at: Location): Place {
  const refuse = (...diagnostics: readonly Diagnostic[]): Place => ({ kind: 'refused', diagnostics });
  const excerpt = environmentOf(stack)?.assets ?? stack.manifest.assets;
  if (excerpt === undefined) {
    const help = 'name it in the manifest: assets: s3://BUCKET, at the top or in the environment';
    return refuse(mistake('template/lookup', 'no bucket is named for assets', { at, help }));
  }
  const parsed = parseTemplate(excerpt, 'value');
  if (parsed.value === undefined || hasErrors(parsed.diagnostics)) return refuse(...parsed.diagnostics);
  const rendering = evaluateTemplate(parsed.value, contextOf(renderStackScope(stack, variables, random).scope, random));
  if (rendering.kind === 'undecided') return { kind: 'unknown' };
  if (rendering.kind === 'refused') return refuse(...rendering.diagnostics);
  if (!isKnown(rendering.value)) return { kind: 'unknown' };
  const text = plainText(reveal(rendering.value)).trim();
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9._/-]*))?$/.exec(text) ?? [];
  if (bucket === undefined) {
    const start = excerpt.offsetAt(0);
    const whole = { source: excerpt.source, start, end: excerpt.offsetAt(excerpt.text.length) };
    return refuse(
      mistake('manifest/wrong-type', `"assets" is "${text}"`, {
        at: whole,
        help: 'write s3://BUCKET or s3://BUCKET/PREFIX, with letters, digits, ".", "_", "-" and "/" in the prefix',
      }),
    );
  }
  const folder = path.replace(/^\/+|\/+$/g, '').replace(/\/{2,}/g, '/');
  return { kind: 'known', bucket, prefix: folder === '' ? '' : `${folder}/` };
}

type Digest =
  | { readonly kind: 'known'; readonly sha256: string }
  | { readonly kind: 'refused'; readonly message: string; readonly help: string };

function digestOf(file: string): Digest {
  try {
    if (statSync(file).isDirectory())
      return { kind: 'refused', message: 'it is a folder', help: 'make a zip file of it first' };
    return { kind: 'known', sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    return {
      kind: 'refused',
      message: reason,
      help: 'paths are relative to the folder of the stack; make the file first',
    };
  }
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../base/result.ts';
import { mistake } from '../diagnostics/diagnostic.ts';
import type { Engine, StatementFailure } from '../engine/engine.ts';
import type { CreateOperation, UpdateOperation, WriteOperation } from '../engine/operation.ts';
import type { Provider } from '../provider/provider.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { PlainValue, Value } from '../values/value.ts';
import type { Asset } from './answer-assets.ts';

/** Puts files into their bucket where they are not there yet, each once in a run. */
export class AssetUploads {
  readonly #assets: readonly Asset[];
  readonly #provider: Provider;
  /** By region, bucket and key. */
  readonly #done = new Map<string, Promise<Result<undefined, StatementFailure>>>();

  constructor(assets: readonly Asset[], provider: Provider) {
    this.#assets = assets;
    this.#provider = provider;
  }

  /** An engine that uploads what a write speaks of before it sends the write. */
  before(engine: Engine): Engine {
    if (this.#assets.length === 0) return engine;
    return {
      ...engine,
      write: async (operation, options) => {
        for (const { asset, region } of this.#usedIn(operation)) {
          const uploaded = await this.#upload(asset, region, operation);
          if (!uploaded.ok) return uploaded;
        }
        return engine.write(operation, options);
      },
    };
  }

  #usedIn(operation: WriteOperation): readonly { readonly asset: Asset; readonly region: string }[] {
    if (operation.kind !== 'create' && operation.kind !== 'update') return [];
    const text = JSON.stringify(valuesIn(operation));
    return this.#assets
      .filter(({ key }) => text.includes(key))
      .flatMap((asset) => regionsOf(operation).map((region) => ({ asset, region })));
  }

  #upload(asset: Asset, region: string, operation: WriteOperation): Promise<Result<undefined, StatementFailure>> {
    const name = JSON.stringify([region, asset.bucket, asset.key]);
    const known = this.#done.get(name);
    if (known !== undefined) return known;
    const uploading = this.#send(asset, region, operation);
    this.#done.set(name, uploading);
    // What has failed is tried anew by the next write.
    void uploading.then((uploaded) => (uploaded.ok ? undefined : this.#done.delete(name)));
    return uploading;
  }

  async #send(
    { bucket, key, file, sha256 }: Asset,
    region: string,
    { at }: WriteOperation,
  ): Promise<Result<undefined, StatementFailure>> {
    const found = await this.#provider.object({ region, bucket, key });
    // Whoever may not list a bucket is not told what is not in it.
    if (!found.ok && found.error.kind !== 'denied') return err({ kind: 'failed', failure: found.error, done: [] });
    if (found.ok && found.value === 'there') return ok(undefined);
    const content = await readFile(file).catch(() => undefined);
    if (content === undefined || createHash('sha256').update(content).digest('hex') !== sha256) {
      const message = `${file} has changed since the run began`;
      return err({ kind: 'refused', diagnostics: [mistake('template/lookup', message, { at })] });
    }
    const sent = await this.#provider.putObject({ region, bucket, key, content, sha256 });
    return sent.ok ? ok(undefined) : err({ kind: 'failed', failure: sent.error, done: [] });
  }
}

/** Every value that a write sends, as far as it is known. */
function valuesIn(operation: CreateOperation | UpdateOperation): PlainValue {
  const values: readonly Value[] = [
    ...(operation.kind === 'create'
      ? operation.resources.map(({ desiredState }) => desiredState)
      : (operation.patch ?? []).map(({ value }) => value ?? null)),
    ...operation.text.flatMap((token) => (token.kind === 'literal' ? [token.literal.value] : [])),
  ];
  return reveal(values.filter(isKnown));
}

function regionsOf(operation: CreateOperation | UpdateOperation): readonly string[] {
  const regions =
    operation.kind === 'create' ? operation.resources.map(({ region }) => region) : operation.target.regions;
  return [...new Set(regions.filter(isKnown).map((region) => plainText(reveal(region))))];
}

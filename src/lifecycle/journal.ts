import type { JsonObject } from '../base/json.ts';
import type { StatementFailure, Written } from '../engine/engine.ts';
import type { UpdateOperation, WriteOperation } from '../engine/operation.ts';
import { plainText, reveal } from '../values/reading.ts';
import type { ResourceRun } from './resource-run.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/** One thing that a run has done, with what is needed to undo it. */
export type Change =
  | {
      readonly kind: 'created';
      readonly run: ResourceRun;
      readonly typeName: string;
      readonly region: string;
      readonly identifier: string | undefined;
      /** False where the end of its request is not known. */
      readonly isSure: boolean;
    }
  /** What a create that has failed calls by an identifier: it may be there half made, or belong to somebody else. */
  | {
      readonly kind: 'failed-create';
      readonly run: ResourceRun;
      readonly typeName: string;
      readonly region: string;
      readonly identifier: string;
      /** The service has said that it made it, and that it is not ready. */
      readonly wasMade: boolean;
    }
  | {
      readonly kind: 'updated';
      readonly run: ResourceRun;
      readonly type: ResourceType;
      readonly region: string;
      readonly identifier: string;
      /** Undefined where it could not be read. */
      readonly before: JsonObject | undefined;
      /** Paths of what the patch has set or removed. */
      readonly touched: readonly string[];
    }
  | { readonly kind: 'deleted'; readonly run: ResourceRun; readonly identifier: string | undefined }
  | { readonly kind: 'ran'; readonly run: ResourceRun };

/** What a run has done, in order. */
export class Journal {
  readonly #changes: Change[] = [];

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** A script changes what nobody here can see. */
  addScript(run: ResourceRun): void {
    this.#changes.push({ kind: 'ran', run });
  }

  /** To be called before a write: reads what an update is going to change. The answer takes what came of the write. */
  async prepare(
    run: ResourceRun,
    operation: WriteOperation,
  ): Promise<(written: Written | undefined, trouble: StatementFailure | undefined) => void> {
    if (operation.kind === 'update') {
      const updates = await observeBefore(run, operation);
      // A request that failed may have changed something all the same; the rollback looks.
      return (_written, trouble) => {
        if (trouble === undefined || trouble.kind === 'failed') this.#changes.push(...updates);
      };
    }
    return (written, trouble) => {
      const done = written?.resources ?? (trouble?.kind === 'failed' ? trouble.done : []);
      for (const { typeName, region, identifier, wasAbsent, wasThere } of done) {
        if (operation.kind === 'delete' || operation.kind === 'cancel') {
          if (!wasAbsent) this.#changes.push({ kind: 'deleted', run, identifier });
        } else if (!wasThere) this.#changes.push({ kind: 'created', run, typeName, region, identifier, isSure: true });
      }
      if (operation.kind !== 'create' || trouble?.kind !== 'failed') return;
      const { failure } = trouble;
      const { typeName = '', region, identifier, handlerErrorCode } = failure;
      const isOpen =
        failure.kind === 'timed-out' || (failure.kind === 'interrupted' && failure.requestToken !== undefined);
      if (isOpen) this.#changes.push({ kind: 'created', run, typeName, region, identifier, isSure: false });
      else if (identifier !== undefined && handlerErrorCode !== undefined && handlerErrorCode !== 'AlreadyExists') {
        const wasMade = handlerErrorCode === 'NotStabilized';
        this.#changes.push({ kind: 'failed-create', run, typeName, region, identifier, wasMade });
      }
    };
  }
}

async function observeBefore(run: ResourceRun, operation: UpdateOperation): Promise<readonly Change[]> {
  const { type, target, patch = [] } = operation;
  const changes: Change[] = [];
  for (const region of target.regions.map((item) => plainText(reveal(item)))) {
    for (const identifier of target.identifiers.map((item) => plainText(reveal(item)))) {
      const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
      changes.push({
        kind: 'updated',
        run,
        type,
        region,
        identifier,
        before: live.ok ? live.value : undefined,
        touched: patch.map(({ path }) => path),
      });
    }
  }
  return changes;
}

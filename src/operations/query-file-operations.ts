import { randomAt, type RandomSource } from '../base/random.ts';
import type { Diagnostic, Parsed } from '../diagnostics/diagnostic.ts';
import type { Binder } from '../engine/binder.ts';
import type { Operation } from '../engine/operation.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { FilledStatement } from '../query/filled-statement.ts';
import type { Statement } from '../query/statement.ts';
import { StatementPatterns } from '../query/statement-patterns.ts';
import { formatAddress } from '../stack/address.ts';
import { composeStatements } from '../stack/compose-statement.ts';
import { isSeveral } from '../stack/is-several.ts';
import { inputsOf } from '../stack/inputs-of.ts';
import type { StackQuery, StackResource } from '../stack/stack.ts';
import { sameValue } from '../values/same-value.ts';
import type { Value } from '../values/value.ts';
import type { OperationSource, Prepared, PreparedStatement, Step } from './operation-source.ts';

export interface QueryFileOperationsOptions {
  readonly binder: Binder;
  readonly random: RandomSource;
  /** Is told of each rendering of a query and each binding of a statement. Default: nobody. */
  readonly observe?: (work: Preparation) => void;
}

/** What was done to learn what a query means. */
export interface Preparation {
  readonly kind: 'rendered' | 'bound';
  readonly resource: string;
  readonly anchor: Anchor;
}

/** What a query came to, with the values that it was made of. */
interface Kept {
  readonly inputs: readonly (Value | undefined)[];
  readonly defaultRegion: string | undefined;
  readonly prepared: Prepared;
  /** The template drew `uuid()` or the like. */
  readonly isDrawn: boolean;
}

/** How many of a query's meanings are kept: before and after `exists` was asked, before and after a write. */
const keptPerQuery = 4;

/**
 * The operations of resources that have query files. A query is rendered and bound once for the same values of the names that it uses:
 * check, dry run and run share what comes of it.
 */
export class QueryFileOperations implements OperationSource {
  readonly #options: QueryFileOperationsOptions;
  /** By resource: many may share one query file. */
  readonly #kept = new Map<StackResource, Map<Anchor, readonly Kept[]>>();
  readonly #patterns = new StatementPatterns();
  #runs = 0;

  constructor(options: QueryFileOperationsOptions) {
    this.#options = options;
  }

  /**
   * To be called before each run. The first one sends what the check has seen, drawn values included; later ones draw theirs anew.
   */
  beginRun(): void {
    this.#runs += 1;
    if (this.#runs === 1) return;
    for (const ofResource of this.#kept.values()) {
      for (const [anchor, kept] of ofResource) {
        if (kept.some(({ isDrawn }) => isDrawn))
          ofResource.set(
            anchor,
            kept.filter(({ isDrawn }) => !isDrawn),
          );
      }
    }
  }

  operationsFor(step: Step): Prepared {
    const { resource, anchor, scope, defaultRegion } = step;
    const query = resource.queries.get(anchor);
    if (query === undefined) throw new Error(`${resource.name} was asked for a query ${anchor} that it does not have.`);
    const inputs = inputsOf(query.template, scope);
    const ofResource = this.#kept.get(resource) ?? new Map<Anchor, readonly Kept[]>();
    this.#kept.set(resource, ofResource);
    const kept = ofResource.get(anchor) ?? [];
    const known = kept.find((one) => one.defaultRegion === defaultRegion && sameInputs(one.inputs, inputs));
    if (known !== undefined) return known.prepared;
    let isDrawn = false;
    const prepared = this.#prepare(
      query,
      step,
      noticing(randomAt(this.#options.random, `${formatAddress(resource.address)} ${anchor}`), () => (isDrawn = true)),
    );
    // What a refusal suggests depends on names that the query does not use.
    if (prepared.kind !== 'refused') {
      ofResource.set(anchor, [{ inputs, defaultRegion, prepared, isDrawn }, ...kept].slice(0, keptPerQuery));
    }
    return prepared;
  }

  #prepare(query: StackQuery, { resource, anchor, scope, defaultRegion }: Step, random: RandomSource): Prepared {
    const { binder, observe } = this.#options;
    observe?.({ kind: 'rendered', resource: resource.name, anchor });
    const composed = composeStatements(query, scope, {
      random,
      patterns: this.#patterns,
      several: isSeveral(resource, anchor),
    });
    if (composed.kind !== 'composed') return composed;
    const statements = composed.statements.map((filled): PreparedStatement => {
      observe?.({ kind: 'bound', resource: resource.name, anchor });
      return new BoundStatement(filled, binder.bind(filled, defaultRegion));
    });
    return { kind: 'prepared', statements, warnings: composed.warnings };
  }
}

class BoundStatement implements PreparedStatement {
  readonly filled: FilledStatement;
  readonly operation: Operation | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(filled: FilledStatement, { value, diagnostics }: Parsed<Operation>) {
    this.filled = filled;
    this.operation = value;
    this.diagnostics = diagnostics;
  }

  get statement(): Statement {
    return this.filled.statement;
  }
}

function sameInputs(left: Kept['inputs'], right: Kept['inputs']): boolean {
  return left.length === right.length && left.every((value, index) => sameValue(value, right[index]));
}

/** The source with someone who is told when it is drawn from. */
function noticing(random: RandomSource, drawn: () => void): RandomSource {
  return {
    uuid: () => {
      drawn();
      return random.uuid();
    },
    bytes: (length) => {
      drawn();
      return random.bytes(length);
    },
  };
}

import type { Location } from '../../../diagnostics/source.ts';
import type { FilledStatement } from '../../../query/filled-statement.ts';
import type { SelectStatement, SqlText } from '../../../query/statement.ts';
import type { ReadSource } from '../../operation.ts';
import type { BoundRead } from './bind-read.ts';
import { bindSelect } from './bind-select.ts';
import type { BindContext, BoundSelect } from './bound.ts';
import { sourcesIn } from './read-form.ts';
import type { ReadForm } from './shared-meanings.ts';

/** A read of a form that many have. Most are looked at and not run: what only a run needs of one is made when it is asked for. */
export class FilledRead implements BoundRead {
  readonly kind = 'read';
  readonly at: Location;
  readonly #filled: FilledStatement;
  readonly #form: ReadForm;
  readonly #context: BindContext;
  #select: BoundSelect | undefined;

  constructor(filled: FilledStatement, form: ReadForm, context: BindContext) {
    this.at = filled.model.at;
    this.#filled = filled;
    this.#form = form;
    this.#context = context;
  }

  get statement(): SelectStatement {
    const { statement } = this.#filled;
    if (statement.kind !== 'select') throw new Error('What fills a SELECT is a SELECT.');
    return statement;
  }

  get text(): SqlText {
    return this.statement.text;
  }

  get sources(): readonly ReadSource[] {
    return sourcesIn(this.#form, this.#filled);
  }

  get select(): BoundSelect {
    this.#select ??= bindSelect(this.statement, this.#context).value;
    if (this.#select === undefined) throw new Error('A SELECT whose form is known can be bound.');
    return this.#select;
  }
}

import type { Block, ColumnUse } from '../../query/statement.ts';
import { surelyHoldsSecret } from '../../resource-types/secret-path.ts';
import type { BoundSelect } from './bind/bound.ts';
import type { Scope } from './bind/scope.ts';
import type { OutputSources } from './output-sources.ts';

/** Whether something that is never shown went into: a column of a block, an output of its select list, a column by its name. */
type Question =
  | { readonly kind: 'column'; readonly block: Block; readonly index: number }
  | { readonly kind: 'output'; readonly block: Block; readonly index: number }
  | { readonly kind: 'name'; readonly block: Block; readonly name: string };

/** Yes, or the questions of which none may have a yes. */
type Answer = 'secret' | readonly Question[];

/** Whether something that is never shown went into the columns of a SELECT: it need not be the whole of one. */
export class SecretOutputs {
  readonly #bound: BoundSelect;
  readonly #scope: Scope;
  readonly #lineage: OutputSources;

  constructor(bound: BoundSelect, lineage: OutputSources) {
    this.#bound = bound;
    this.#scope = bound.scope;
    this.#lineage = lineage;
  }

  /** Of the column at `index`, where the lineage knows the block's columns. */
  isSecretColumn(block: Block, index: number): boolean {
    return this.#ask({ kind: 'column', block, index });
  }

  /** Of an output of the select list that is no star. */
  isSecretOutput(block: Block, index: number): boolean {
    return this.#ask({ kind: 'output', block, index });
  }

  /** Of a column that only SQLite knows. */
  isSecretName(block: Block, name: string): boolean {
    return this.#ask({ kind: 'name', block, name });
  }

  /** Every question is asked once: those of a recursion come back to each other. */
  #ask(first: Question): boolean {
    const asked = new Set<string>();
    const open: Question[] = [first];
    for (let question = open.pop(); question !== undefined; question = open.pop()) {
      const what = question.kind === 'name' ? question.name.toLowerCase() : question.index;
      const key = `${question.kind} ${question.block.id} ${what}`;
      if (asked.has(key)) continue;
      asked.add(key);
      const answer = this.#answer(question);
      if (answer === 'secret') return true;
      open.push(...answer);
    }
    return false;
  }

  #answer(question: Question): Answer {
    const { block } = question;
    switch (question.kind) {
      case 'column':
        return this.#column(block, question.index);
      case 'output':
        return this.#output(block, question.index);
      case 'name':
        return this.#name(block, question.name);
    }
  }

  #column(block: Block, index: number): Answer {
    const operands = this.#scope.operandsOf(block);
    if (operands.length > 0) return operands.map((operand) => ({ kind: 'column', block: operand, index }));
    const column = this.#lineage.columnsOf(block)?.[index];
    if (column === undefined) return outputsOf(block);
    if (column.output !== undefined) return [{ kind: 'output', block, index: column.output }];
    if (column.sources.some((source) => source.kind === 'column' && surelyHoldsSecret(source.column.secrets)))
      return 'secret';
    return column.inner === undefined ? [] : [{ kind: 'name', ...column.inner }];
  }

  #output(block: Block, index: number): Answer {
    const output = block.outputs[index];
    if (output === undefined) return [];
    const operands = this.#scope.operandsOf(block);
    if (operands.length > 0) return operands.map((operand) => ({ kind: 'output', block: operand, index }));
    const behind = output.mentions.map((mention) => this.#use(block, mention));
    const found = behind.flatMap((answer) => (answer === 'secret' ? [] : answer));
    if (behind.includes('secret')) return 'secret';
    return output.plain === undefined ? [...found, ...this.#subselects(block)] : found;
  }

  #name(block: Block, name: string): Answer {
    const wanted = name.toLowerCase();
    const index = this.#lineage.columnsOf(block)?.findIndex((column) => column.name.toLowerCase() === wanted) ?? -1;
    if (index >= 0) return [{ kind: 'column', block, index }];
    const behind = this.#use(block, { qualifier: undefined, name, at: this.#bound.statement.at });
    return behind === 'secret' ? behind : [...behind, ...outputsOf(block, name)];
  }

  #use(block: Block, use: ColumnUse): Answer {
    const meaning = this.#scope.resolve(use, block);
    switch (meaning.kind) {
      case 'column':
        return surelyHoldsSecret(meaning.column.secrets) ? 'secret' : [];
      case 'output':
        return meaning.block.id === block.id
          ? outputsOf(block, meaning.name)
          : [{ kind: 'name', block: meaning.block, name: meaning.name }];
      case 'ambiguous': {
        // It may be the column of any of them.
        const answers = meaning.among.map(({ alias }) => this.#use(block, { ...use, qualifier: alias }));
        return answers.includes('secret') ? 'secret' : answers.flatMap((answer) => (answer === 'secret' ? [] : answer));
      }
      case 'foreign':
        // What a table function takes apart may be any column that the block mentions.
        return block.uses.some((other) => this.#isSecretColumn(block, other)) ? 'secret' : [];
      case 'no-such-column':
      case 'no-such-table':
        return [];
    }
  }

  #isSecretColumn(block: Block, use: ColumnUse): boolean {
    const meaning = this.#scope.resolve(use, block);
    return meaning.kind === 'column' && surelyHoldsSecret(meaning.column.secrets);
  }

  #subselects(block: Block): readonly Question[] {
    return this.#bound.statement.blocks
      .filter((inner) => inner.parent === block.id && inner.role === 'subselect')
      .flatMap((inner) => inner.outputs.map((_, index) => ({ kind: 'column', block: inner, index }) as const));
  }
}

/** The outputs of a block, or those of a name. */
function outputsOf(block: Block, name?: string): readonly Question[] {
  const wanted = name?.toLowerCase();
  return block.outputs.flatMap((output, index): readonly Question[] =>
    wanted === undefined || output.name.toLowerCase() === wanted ? [{ kind: 'output', block, index }] : [],
  );
}

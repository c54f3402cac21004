import ts from 'typescript';
import { applyMutant, type Mutant } from './mutant.ts';

/** A mutant and the number that it is switched on by. */
export interface NumberedMutant {
  readonly number: number;
  readonly mutant: Mutant;
}

/**
 * A source that behaves like any of its mutants without being compiled again: wherever something can be changed it asks
 * `globalThis.$isMutant(number)`, which also says what a test reaches. Where there is no such function, as in a worker or another process,
 * the variable ACTIVE_MUTANT decides.
 */
export function switchSource(file: string, source: string, mutants: readonly NumberedMutant[]): string {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  const left = new Set(mutants);
  const print = (node: ts.Node): string => {
    const start = node.getStart(tree);
    const own = [...left].filter(({ mutant }) => mutant.start === start && mutant.end === node.getEnd());
    const turned = ts.isBinaryExpression(node)
      ? [...left].filter(({ mutant }) => mutant.start === node.operatorToken.getStart(tree))
      : [];
    for (const one of [...own, ...turned]) left.delete(one);
    const inner = printChildren(node, start);
    const switched = [...turned, ...own].map(({ number, mutant }) => [number, changed(node, start, mutant)] as const);
    return switched.reduce(
      (text, [number, to]) =>
        to === ';' ? `{ if (!$isMutant(${number})) ${text} }` : `($isMutant(${number}) ? (${to}) : (${text}))`,
      inner,
    );
  };
  const printChildren = (node: ts.Node, start: number): string => {
    let text = '';
    let at = start;
    ts.forEachChild(node, (child) => {
      const childStart = child.getStart(tree);
      text += source.slice(at, childStart) + print(child);
      at = child.getEnd();
    });
    return text + source.slice(at, node.getEnd());
  };
  /** What is there instead of a node. Only one mutant is switched on, so that nothing inside has to be switched. */
  const changed = (node: ts.Node, start: number, mutant: Mutant): string =>
    applyMutant(source.slice(start, node.getEnd()), {
      ...mutant,
      start: mutant.start - start,
      end: mutant.end - start,
    });
  return preamble + source.slice(0, tree.getStart(tree)) + print(tree);
}

const preamble =
  "const $isMutant = globalThis.$isMutant ?? ((number) => String(number) === process.env['ACTIVE_MUTANT']);";

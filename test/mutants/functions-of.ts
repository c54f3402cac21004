import ts from 'typescript';

/** Where a function stands in a text: offsets. */
export interface FunctionRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The functions of a source in the order of their texts. What a source is compiled to has the same ones in the same order: the nth function
 * of one is the nth of the other.
 */
export function functionsOf(name: string, text: string): readonly FunctionRange[] {
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  const found: FunctionRange[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
      found.push({ start: node.getStart(tree), end: node.getEnd() });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The index of the innermost function around an offset; undefined outside of all. */
export function functionAround(functions: readonly FunctionRange[], offset: number): number | undefined {
  // An inner function begins after the outer one.
  const index = functions.findLastIndex(({ start, end }) => start <= offset && offset < end);
  return index === -1 ? undefined : index;
}

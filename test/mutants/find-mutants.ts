import ts from 'typescript';
import { emptyResults } from './empty-results.ts';
import type { Mutant, MutantKind } from './mutant.ts';

/** The changes that can be made at one place; a sample takes one of them. */
export type Site = readonly [Mutant, ...Mutant[]];

/** Every site of a source file, in order. */
export function findSites(file: string, source: string): readonly Site[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  const sites: Site[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    for (const { kind, at, to } of changesAt(node)) {
      const [first, ...more] = to.map((text) => mutantAt(tree, file, { kind, at, to: text }));
      if (first !== undefined) sites.push([first, ...more]);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return sites;
}

interface Change {
  readonly kind: MutantKind;
  readonly at: ts.Node;
  readonly to: readonly string[];
}

function changesAt(node: ts.Node): readonly Change[] {
  if (ts.isIfStatement(node)) return [fixed(node.expression, 'either')];
  if (ts.isConditionalExpression(node)) return [fixed(node.condition, 'either')];
  // A loop whose condition is always true has no end, and shows nothing but that.
  if (ts.isWhileStatement(node)) return [fixed(node.expression, 'false')];
  if (ts.isForStatement(node)) return node.condition === undefined ? [] : [fixed(node.condition, 'false')];
  if (ts.isBinaryExpression(node)) return turned(node);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [{ kind: 'negation dropped', at: node, to: [node.operand.getText()] }];
  if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent) && !isOrderInSort(node))
    return [{ kind: 'number off by one', at: node, to: [String(Number(node.text) + 1)] }];
  if (ts.isExpressionStatement(node) && isCall(node.expression)) return [{ kind: 'call left out', at: node, to: [''] }];
  if (ts.isReturnStatement(node)) return node.expression === undefined ? [] : emptied(node.expression);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body))
    return isPredicate(node) ? [fixed(node.body, 'either')] : emptied(node.body);
  return [];
}

function fixed(at: ts.Expression, to: 'either' | 'false'): Change {
  return { kind: 'condition fixed', at, to: to === 'either' ? ['true', 'false'] : ['false'] };
}

const turns: ReadonlyMap<ts.SyntaxKind, readonly string[]> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
]);

function turned({ operatorToken }: ts.BinaryExpression): readonly Change[] {
  const to = turns.get(operatorToken.kind);
  if (to !== undefined) return [{ kind: 'comparison turned', at: operatorToken, to }];
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return [{ kind: 'and for or', at: operatorToken, to: ['||'] }];
  if (operatorToken.kind === ts.SyntaxKind.BarBarToken) return [{ kind: 'and for or', at: operatorToken, to: ['&&'] }];
  return [];
}

/** Of what a comparator of sort() gives, only the sign counts. */
function isOrderInSort(number: ts.NumericLiteral): boolean {
  const arrow = ts.findAncestor(number, ts.isArrowFunction)?.parent;
  return arrow !== undefined && ts.isCallExpression(arrow) && /\.(sort|toSorted)$/.test(arrow.expression.getText());
}

/** A call, awaited or not: in a statement of its own nobody uses what it gives. */
function isCall(expression: ts.Expression): boolean {
  const inner = ts.isAwaitExpression(expression) ? expression.expression : expression;
  return ts.isCallExpression(inner) && inner.expression.kind !== ts.SyntaxKind.SuperKeyword;
}

const askers = new Set(['filter', 'some', 'every', 'find', 'findIndex', 'findLast']);

function isPredicate(arrow: ts.ArrowFunction): boolean {
  const call = arrow.parent;
  return (
    ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && askers.has(call.expression.name.text)
  );
}

function emptied(result: ts.Expression): readonly Change[] {
  const to = emptyResults(result);
  return to.length === 0 ? [] : [{ kind: 'empty result', at: result, to }];
}

function mutantAt(
  tree: ts.SourceFile,
  file: string,
  change: { readonly kind: MutantKind; readonly at: ts.Node; readonly to: string },
): Mutant {
  const start = change.at.getStart(tree);
  const end = change.at.getEnd();
  const { line } = tree.getLineAndCharacterOfPosition(start);
  return {
    file,
    kind: change.kind,
    start,
    end,
    line: line + 1,
    lineText: (tree.text.split('\n')[line] ?? '').trim(),
    from: tree.text.slice(start, end).replace(/\s+/g, ' '),
    // A body in braces would be a block.
    to: change.to === '{}' ? '({})' : change.to,
  };
}

import { locationIn, type Excerpt, type Location } from '../diagnostics/source.ts';
import { Lexer } from './syntax/lexer.ts';
import type { Comparison, Expression } from './syntax/nodes.ts';
import type { Span } from './syntax/syntax-mistake.ts';

/** A comparison in an `if` with a name that has no braces around it: its value is compared here, its letters in stackql-deploy 2. */
export interface BareComparison {
  /** The name, with its members. */
  readonly name: string;
  readonly at: Location;
  /** What the comparison is where letters are compared. */
  readonly always: boolean;
  /** The name in braces, as it means the same in both. */
  readonly braced: string;
}

/** The comparisons of an expression alone that have such a name at one side. */
export function bareComparisons(excerpt: Excerpt, root: Expression): readonly BareComparison[] {
  const braces = bracesIn(excerpt.text);
  const found: BareComparison[] = [];
  const side = (node: Expression, other: Expression, always: boolean): void => {
    if (node.typename !== 'Symbol' && node.typename !== 'LookupVal') return;
    if (braces.some(({ start, end }) => start <= node.start && node.end <= end)) return;
    const name = excerpt.text.slice(node.start, node.end);
    const isText = other.typename === 'Text' || other.typename === 'Array' || isTextLiteral(other);
    const braced = isText ? `'{{ ${name} }}'` : `{{ ${name} }}`;
    found.push({ name, at: locationIn(excerpt, node.start, node.end), always, braced });
  };
  const visit = (node: Expression): void => {
    switch (node.typename) {
      case 'And':
      case 'Or':
        visit(node.left);
        visit(node.right);
        return;
      case 'Not':
        visit(node.target);
        return;
      case 'Compare': {
        let left = node.expr;
        for (const { type, expr: right } of node.ops) {
          const always = alwaysIs.get(type);
          if (always !== undefined) {
            side(left, right, always);
            side(right, left, always);
          }
          left = right;
        }
        return;
      }
      default:
        return;
    }
  };
  visit(root);
  return found;
}

const alwaysIs: ReadonlyMap<Comparison, boolean> = new Map([
  ['==', false],
  ['in', false],
  ['!=', true],
  ['not in', true],
]);

function isTextLiteral(node: Expression): boolean {
  return node.typename === 'Literal' && typeof node.value === 'string';
}

/** Where `{{ … }}` stands outside of quotes. The text can be cut into tokens: it was parsed before. */
function bracesIn(text: string): readonly Span[] {
  const lexer = new Lexer(text, 'expression', 'value');
  const spans: Span[] = [];
  let start = 0;
  for (let token = lexer.nextToken(); token !== null; token = lexer.nextToken()) {
    if (token.type === 'variable-start') start = token.start;
    if (token.type === 'variable-end') spans.push({ start, end: token.end });
  }
  return spans;
}

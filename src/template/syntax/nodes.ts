import type { NumberAsWritten } from '../../values/value.ts';

/**
 * The tree of a template: nunjucks' nodes, told apart by `typename` as they are there, with the nodes that Jinja has beyond them.
 * `start` and `end` are offsets in the excerpt's text; of an `if` or another tag they are those of the tag's name.
 */
export type Node = Expression | Statement;

interface NodeBase {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | LiteralNode
  | SymbolNode
  | ListNode
  | DictNode
  | LookupNode
  | SliceNode
  | InlineIfNode
  | CallNode
  | FilterNode
  | TestNode
  | BinaryNode
  | UnaryNode
  | CompareNode
  | TextNode;

/** Every expression knows its height, so that no tree is deeper than what can be walked. */
interface ExpressionBase extends NodeBase {
  readonly height: number;
}

export interface LiteralNode extends ExpressionBase {
  readonly typename: 'Literal';
  readonly value: null | boolean | number | string | NumberAsWritten;
}

export interface SymbolNode extends ExpressionBase {
  readonly typename: 'Symbol';
  readonly value: string;
}

/** `[a, b]`, and `(a, b)` too. */
export interface ListNode extends ExpressionBase {
  readonly typename: 'Array';
  readonly children: readonly Expression[];
}

export interface DictNode extends ExpressionBase {
  readonly typename: 'Dict';
  readonly children: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** `target.name` or `target[val]`. */
export interface LookupNode extends ExpressionBase {
  readonly typename: 'LookupVal';
  readonly target: Expression;
  readonly val: Expression;
}

/** `target[from:to:step]`. */
export interface SliceNode extends ExpressionBase {
  readonly typename: 'Slice';
  readonly target: Expression;
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  readonly step: Expression | undefined;
}

export interface InlineIfNode extends ExpressionBase {
  readonly typename: 'InlineIf';
  readonly cond: Expression;
  readonly body: Expression;
  readonly else_: Expression | undefined;
}

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly KeywordArgument[];
}

export interface KeywordArgument extends NodeBase {
  readonly name: string;
  readonly value: Expression;
}

export interface CallNode extends ExpressionBase {
  readonly typename: 'FunCall';
  readonly name: Expression;
  readonly args: CallArguments;
}

export interface FilterNode extends ExpressionBase {
  readonly typename: 'Filter';
  readonly name: SymbolNode;
  readonly input: Expression;
  readonly args: CallArguments;
}

/** `target is name(args)`. */
export interface TestNode extends ExpressionBase {
  readonly typename: 'Is';
  readonly name: SymbolNode;
  readonly target: Expression;
  readonly args: CallArguments;
}

export type BinaryOperator = 'Or' | 'And' | 'Concat' | 'Add' | 'Sub' | 'Mul' | 'Div' | 'FloorDiv' | 'Mod' | 'Pow';

export interface BinaryNode extends ExpressionBase {
  readonly typename: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryNode extends ExpressionBase {
  readonly typename: 'Not' | 'Neg' | 'Pos';
  readonly target: Expression;
}

export type Comparison = '==' | '!=' | '<' | '>' | '<=' | '>=' | 'in' | 'not in';

/** `expr < a < b`: every neighbouring pair holds. */
export interface CompareNode extends ExpressionBase {
  readonly typename: 'Compare';
  readonly expr: Expression;
  readonly ops: readonly { readonly type: Comparison; readonly expr: Expression }[];
}

/** Text with `{{ … }}` in it, as a value: a quoted text of an expression alone. */
export interface TextNode extends ExpressionBase {
  readonly typename: 'Text';
  readonly body: BodyNode;
}

export type Statement =
  | BodyNode
  | OutputNode
  | TemplateDataNode
  | IfNode
  | ForNode
  | SetNode
  | MacroNode
  | CallBlockNode
  | FilterBlockNode
  | WithNode;

export interface BodyNode extends NodeBase {
  readonly typename: 'NodeList' | 'Root';
  readonly children: readonly Statement[];
}

/** `{{ expression }}`, or a piece of text. */
export interface OutputNode extends NodeBase {
  readonly typename: 'Output';
  readonly children: readonly (Expression | TemplateDataNode)[];
}

export interface TemplateDataNode extends NodeBase {
  readonly typename: 'TemplateData';
  readonly value: string;
}

export interface IfNode extends NodeBase {
  readonly typename: 'If';
  readonly cond: Expression;
  readonly body: BodyNode;
  readonly else_: IfNode | BodyNode | null;
}

export interface ForNode extends NodeBase {
  readonly typename: 'For';
  readonly names: readonly SymbolNode[];
  readonly arr: Expression;
  /** `{% for x in xs if condition %}`. */
  readonly condition: Expression | undefined;
  readonly body: BodyNode;
  readonly else_: BodyNode | undefined;
}

/** A name, or a member of a `namespace()`. */
export type SetTarget = SymbolNode | LookupNode;

export interface SetNode extends NodeBase {
  readonly typename: 'Set';
  readonly targets: readonly SetTarget[];
  readonly value: Expression | undefined;
  /** `{% set x %}…{% endset %}`, with the filters after the name. */
  readonly body: { readonly content: BodyNode; readonly filters: readonly FilterCall[] } | undefined;
}

export interface FilterCall {
  readonly name: SymbolNode;
  readonly args: CallArguments;
}

export interface MacroParameter {
  readonly name: SymbolNode;
  readonly fallback: Expression | undefined;
}

export interface MacroNode extends NodeBase {
  readonly typename: 'Macro';
  readonly name: SymbolNode;
  readonly parameters: readonly MacroParameter[];
  readonly body: BodyNode;
}

/** `{% call(parameters) macro(args) %}body{% endcall %}`. */
export interface CallBlockNode extends NodeBase {
  readonly typename: 'CallBlock';
  readonly parameters: readonly MacroParameter[];
  readonly call: CallNode;
  readonly body: BodyNode;
}

export interface FilterBlockNode extends NodeBase {
  readonly typename: 'FilterBlock';
  readonly filters: readonly FilterCall[];
  readonly body: BodyNode;
}

export interface WithNode extends NodeBase {
  readonly typename: 'With';
  readonly bindings: readonly { readonly name: SymbolNode; readonly value: Expression }[];
  readonly body: BodyNode;
}

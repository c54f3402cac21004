import { budgets } from '../../base/budgets.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { ExpressionParser } from './expression-parser.ts';
import type {
  BodyNode,
  CallNode,
  Expression,
  FilterCall,
  IfNode,
  MacroParameter,
  SetTarget,
  Statement,
  SymbolNode,
} from './nodes.ts';
import { SyntaxMistake, type Span } from './syntax-mistake.ts';
import { knownTags, refusedTags } from './tags.ts';
import type { Token } from './token.ts';

interface OpenTag {
  readonly name: string;
  readonly span: Span;
}

/**
 * nunjucks' parser with Jinja's grammar where the two differ: expressions are those of ExpressionParser; loops filter and unpack, `set`
 * unpacks, `with` exists, tags that reach outside the template do not. Every text knows where it stands, every mistake too.
 */
export class TemplateParser extends ExpressionParser {
  private readonly open: OpenTag[] = [];
  private readonly outputEnds = new Map<number, number>();
  private tagStart = 0;
  private outputStart = 0;

  override nextToken(withWhitespace?: boolean): Token | null {
    const token = super.nextToken(withWhitespace);
    if (token?.type === 'block-start') this.tagStart = token.start;
    if (token?.type === 'variable-start') this.outputStart = token.start;
    return token;
  }

  /** Lets every output know where it ends; of texts the lexer knows it. */
  override parseNodes(): Statement[] {
    return super.parseNodes().map((node) => {
      const end = node.typename === 'Output' ? this.outputEnds.get(node.start) : undefined;
      return end === undefined ? node : { ...node, end };
    });
  }

  override advanceAfterVariableEnd(): void {
    const token = this.nextToken();
    if (token?.type !== 'variable-end') throw this.unexpected(token, '`}}`');
    this.outputEnds.set(this.outputStart, token.end);
  }

  override advanceAfterBlockEnd(name?: string): Token {
    if (name === undefined) this.nextToken();
    const token = this.nextToken();
    if (token?.type !== 'block-end') throw this.unexpected(token, '`%}`');
    return token;
  }

  override parseUntilBlocks(...names: readonly string[]): BodyNode {
    const innermost = this.open.at(-1);
    const parse = (): BodyNode =>
      this.nested(innermost?.span ?? { start: 0, end: 0 }, () => super.parseUntilBlocks(...names));
    const isBranch = names.includes('endif') || names.includes('endfor');
    const body = isBranch ? this.tokens.quotes.inBranch(parse) : parse();
    if (this.peekToken() === null && innermost !== undefined) {
      throw new SyntaxMistake(
        `\`{% ${innermost.name} %}\` is never closed: \`{% end${innermost.name} %}\` is missing`,
        innermost.span,
      );
    }
    return body;
  }

  override parseStatement(): Statement | null {
    const tag = this.peekToken();
    if (tag?.type !== 'symbol') throw this.unexpected(tag, 'the name of a tag');
    // nunjucks knows `elseif`, Jinja does not.
    if (this.breakOnBlocks?.includes(tag.value) === true && tag.value !== 'elseif') return null;
    const refused = refusedTags.get(tag.value);
    if (refused !== undefined) {
      throw new SyntaxMistake(`\`{% ${tag.value} %}\` is not available: ${refused.reason}`, tag, {
        code: 'template/forbidden',
        ...(refused.help === undefined ? {} : { help: refused.help }),
      });
    }
    const parse = this.statements.get(tag.value);
    if (parse === undefined) throw this.unknownTag(tag);
    this.open.push({ name: tag.value, span: { start: this.tagStart, end: tag.end } });
    const node = parse(tag);
    this.open.pop();
    return node;
  }

  private readonly statements: ReadonlyMap<string, (tag: Token) => Statement> = new Map<
    string,
    (tag: Token) => Statement
  >([
    ['if', () => this.parseIf()],
    ['for', (tag) => this.parseFor(tag)],
    ['set', (tag) => this.parseSet(tag)],
    ['macro', (tag) => this.parseMacro(tag)],
    ['call', (tag) => this.parseCallBlock(tag)],
    ['filter', (tag) => this.parseFilterBlock(tag)],
    ['with', (tag) => this.parseWith(tag)],
    ['raw', (tag) => this.parseRaw(tag)],
    ['verbatim', (tag) => this.parseRaw(tag)],
  ]);

  private unknownTag(tag: Token): SyntaxMistake {
    const innermost = this.open.at(-1);
    const closes = /^(?:end(.*)|elif|else|elseif)$/.exec(tag.value);
    if (closes !== null && innermost !== undefined) {
      return new SyntaxMistake(`\`{% ${tag.value} %}\` does not belong to \`{% ${innermost.name} %}\``, tag, {
        related: { message: `\`{% ${innermost.name} %}\` is open here`, span: innermost.span },
        ...(tag.value === 'elseif' ? { help: 'did you mean "elif"?' } : {}),
      });
    }
    if (closes !== null) return new SyntaxMistake(`\`{% ${tag.value} %}\` closes nothing`, tag);
    const help = didYouMean(tag.value, knownTags);
    return new SyntaxMistake(`there is no tag "${tag.value}"`, tag, help === undefined ? {} : { help });
  }

  /** `elif` is an `if` within the `else`, so a chain of them is nested too. */
  override parseIf(): IfNode {
    const tag = this.peekToken();
    if (tag?.value === 'elif') return this.nested(tag, () => super.parseIf());
    this.tokens.quotes.fork();
    const node = super.parseIf();
    this.tokens.quotes.join({ none: !hasElse(node) });
    return node;
  }

  private parseFor(tag: Token): Statement {
    this.nextToken();
    const names = this.parseTargets().map((target) => this.plainName(target));
    if (!this.skipSymbol('in')) throw this.unexpected(this.peekToken(), '`in`');
    const arr = this.parseOr();
    const condition = this.skipSymbol('if') ? this.parseExpression() : undefined;
    const recursive = this.peekToken();
    if (recursive?.value === 'recursive') {
      throw new SyntaxMistake('recursive loops are not available', recursive, {
        code: 'template/forbidden',
        help: 'write a macro that calls itself',
      });
    }
    this.advanceAfterBlockEnd(tag.value);
    const { quotes } = this.tokens;
    const answered = quotes.answered;
    quotes.fork();
    const body = this.parseUntilBlocks('endfor', 'else');
    let otherwise: BodyNode | undefined;
    if (this.skipSymbol('else')) {
      this.advanceAfterBlockEnd('else');
      otherwise = this.parseUntilBlocks('endfor');
    }
    if (!quotes.join({ none: otherwise === undefined }) && quotes.answered > answered) {
      const message =
        'the loop opens or closes a quote, so that `{#` in it is text in one turn and a comment in the next';
      throw new SyntaxMistake(message, tag, { help: 'close in the loop what it opens' });
    }
    this.advanceAfterBlockEnd();
    return { typename: 'For', start: tag.start, end: tag.end, names, arr, condition, body, else_: otherwise };
  }

  private parseSet(tag: Token): Statement {
    this.nextToken();
    const targets = this.parseTargets();
    if (this.skipValue('operator', '=')) {
      const value = this.parseTuple();
      this.advanceAfterBlockEnd(tag.value);
      return { typename: 'Set', start: tag.start, end: tag.end, targets, value, body: undefined };
    }
    const filters = this.parseFilterCalls();
    if (this.peekToken()?.type !== 'block-end') throw this.unexpected(this.peekToken(), '`=` or `%}`');
    this.advanceAfterBlockEnd(tag.value);
    const content = this.tokens.elsewhere('value', () => this.parseUntilBlocks('endset'));
    this.advanceAfterBlockEnd();
    return {
      typename: 'Set',
      start: tag.start,
      end: tag.end,
      targets,
      value: undefined,
      body: { content, filters },
    };
  }

  private parseMacro(tag: Token): Statement {
    this.nextToken();
    const name = this.parseName();
    const parameters = this.parseParameters();
    this.advanceAfterBlockEnd(tag.value);
    const body = this.tokens.elsewhere('macro', () => this.parseUntilBlocks('endmacro'));
    this.closeNamed(name);
    return { typename: 'Macro', start: tag.start, end: tag.end, name, parameters, body };
  }

  /** `{% endmacro name %}` may repeat the name. */
  private closeNamed(name: SymbolNode): void {
    this.nextToken();
    this.skipSymbol(name.value);
    this.advanceAfterBlockEnd(name.value);
  }

  private parseCallBlock(tag: Token): Statement {
    this.nextToken();
    const parameters = this.peekToken()?.type === 'left-paren' ? this.parseParameters() : [];
    const call = this.parseUnary();
    if (call.typename !== 'FunCall') {
      throw new SyntaxMistake('`{% call %}` wants the call of a macro', call);
    }
    this.advanceAfterBlockEnd(tag.value);
    const body = this.tokens.elsewhere('macro', () => this.parseUntilBlocks('endcall'));
    this.advanceAfterBlockEnd();
    return callBlock(tag, parameters, call, body);
  }

  private parseFilterBlock(tag: Token): Statement {
    this.nextToken();
    const filters: FilterCall[] = [this.parseFilterCall()];
    filters.push(...this.parseFilterCalls());
    this.advanceAfterBlockEnd(tag.value);
    const body = this.tokens.elsewhere('value', () => this.parseUntilBlocks('endfilter'));
    this.advanceAfterBlockEnd();
    return { typename: 'FilterBlock', start: tag.start, end: tag.end, filters, body };
  }

  private parseWith(tag: Token): Statement {
    this.nextToken();
    const bindings: { readonly name: SymbolNode; readonly value: Expression }[] = [];
    while (this.peekToken()?.type === 'symbol') {
      const name = this.parseName();
      if (!this.skipValue('operator', '=')) throw this.unexpected(this.peekToken(), '`=`');
      bindings.push({ name, value: this.parseExpression() });
      if (!this.skip('comma')) break;
    }
    this.advanceAfterBlockEnd(tag.value);
    const body = this.parseUntilBlocks('endwith');
    this.advanceAfterBlockEnd();
    return { typename: 'With', start: tag.start, end: tag.end, bindings, body };
  }

  private parseRaw(tag: Token): Statement {
    const opening = { start: this.tagStart, end: tag.end };
    this.advanceAfterBlockEnd();
    const { value, start, end } = this.tokens.rawText(tag.value, opening);
    return { typename: 'Output', start, end, children: [{ typename: 'TemplateData', start, end, value }] };
  }

  private parseParameters(): readonly MacroParameter[] {
    if (!this.skip('left-paren')) throw this.unexpected(this.peekToken(), '`(`');
    const parameters: MacroParameter[] = [];
    while (!this.skip('right-paren')) {
      if (parameters.length > 0 && !this.skip('comma')) throw this.unexpected(this.peekToken(), '`,` or `)`');
      if (this.skip('right-paren')) break;
      const name = this.parseName();
      const fallback = this.skipValue('operator', '=') ? this.parseExpression() : undefined;
      parameters.push({ name, fallback });
    }
    return parameters;
  }

  private parseTargets(): readonly SetTarget[] {
    const inBrackets = this.skip('left-paren');
    const targets: SetTarget[] = [this.parseTarget()];
    while (this.skip('comma')) {
      if (inBrackets && this.peekToken()?.type === 'right-paren') break;
      targets.push(this.parseTarget());
      if (targets.length > budgets.nesting) throw new SyntaxMistake('too many names', targetSpan(targets[0]));
    }
    if (inBrackets && !this.skip('right-paren')) throw this.unexpected(this.peekToken(), '`,` or `)`');
    return targets;
  }

  private parseTarget(): SetTarget {
    const name = this.parseName();
    if (!this.skipValue('operator', '.')) return name;
    const member = this.parseName();
    return this.lookup(name, this.literal(member.value, member), member.end);
  }

  private plainName(target: SetTarget): SymbolNode {
    if (target.typename === 'Symbol') return target;
    throw new SyntaxMistake('a loop fills plain names', target);
  }

  /** `a, b` on the right of `set` is a list. */
  private parseTuple(): Expression {
    const first = this.parseExpression();
    if (this.peekToken()?.type !== 'comma') return first;
    const items = [first];
    while (this.skip('comma')) {
      if (this.peekToken()?.type === 'block-end') break;
      items.push(this.parseExpression());
    }
    return this.list(items, { start: first.start, end: items.at(-1)?.end ?? first.end });
  }
}

function hasElse(node: IfNode): boolean {
  if (node.else_ === null) return false;
  return node.else_.typename === 'If' ? hasElse(node.else_) : true;
}

function callBlock(tag: Token, parameters: readonly MacroParameter[], call: CallNode, body: BodyNode): Statement {
  return { typename: 'CallBlock', start: tag.start, end: tag.end, parameters, call, body };
}

function targetSpan(target: SetTarget | undefined): Span {
  return { start: target?.start ?? 0, end: target?.end ?? 0 };
}

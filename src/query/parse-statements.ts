import { hasErrors, mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Rendered } from '../template/template.ts';
import { withoutDataPrefix } from './data-prefix.ts';
import { parseLexemes } from './parse-lexemes.ts';
import { charactersOf } from './scan/characters.ts';
import type { Lexeme } from './scan/lexeme.ts';
import { scanSql, type FilledLiteral } from './scan/scan-sql.ts';
import type { Statement } from './statement.ts';

/**
 * The statements of a rendered text, `;` between them. Values stay values: whatever they hold, they change neither the number nor the
 * shape of the statements. A statement that cannot be parsed does not keep the others from being parsed.
 */
export function parseStatements(rendered: Rendered): Parsed<readonly Statement[]> {
  const { value, diagnostics } = parseFilled(rendered);
  return { value, diagnostics };
}

/** The same, with the literals that have slots in them. */
export function parseFilled(
  rendered: Rendered,
): Parsed<readonly Statement[]> & { readonly filled: readonly FilledLiteral[] } {
  const { lexemes, filled, diagnostics: scanned } = scanSql(charactersOf(rendered));
  // What could not be cut into lexemes would only yield mistakes that follow from the first.
  if (hasErrors(scanned)) return { value: undefined, filled, diagnostics: strangerIn(lexemes) ?? scanned };
  const { lexemes: named, diagnostics: prefixed } = withoutDataPrefix(lexemes);
  const diagnostics: Diagnostic[] = [...scanned, ...prefixed];
  const statements: Statement[] = [];
  for (const part of splitStatements(named)) {
    const parsed = parseLexemes(part);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.value !== undefined) statements.push(parsed.value);
  }
  return { value: statements, filled, diagnostics };
}

/** A statement that has no meaning here may be written with signs that have none either: `EXEC … @region = …`. */
function strangerIn(lexemes: readonly Lexeme[]): readonly Diagnostic[] | undefined {
  if (lexemes[0]?.kind !== 'word') return undefined;
  const { diagnostics } = parseLexemes(lexemes);
  return diagnostics[0]?.code === 'sql/unsupported' && diagnostics[0].at === lexemes[0].at ? diagnostics : undefined;
}

/** The one statement of a rendered text. */
export function parseStatement(rendered: Rendered): Parsed<Statement> {
  const { value, diagnostics } = parseStatements(rendered);
  if (value === undefined || hasErrors(diagnostics)) return { value: value?.[0], diagnostics };
  const [first, second] = value;
  if (first === undefined) {
    const { place } = charactersOf(rendered);
    const empty = mistake('query/empty', 'there is no statement', { at: place(0, 0) });
    return { value: undefined, diagnostics: [...diagnostics, empty] };
  }
  if (second === undefined) return { value: first, diagnostics };
  const several = mistake('sql/several-statements', `there are ${value.length} statements, and one is run`, {
    at: second.at,
    help: 'keep one statement for each anchor',
  });
  return { value: first, diagnostics: [...diagnostics, several] };
}

function splitStatements(lexemes: readonly Lexeme[]): readonly (readonly Lexeme[])[] {
  const parts: Lexeme[][] = [[]];
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'operator' && lexeme.text === ';') parts.push([]);
    else parts.at(-1)?.push(lexeme);
  }
  return parts.filter((part) => part.length > 0);
}

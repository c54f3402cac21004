import type { RandomSource } from '../base/random.ts';
import { hasErrors, mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { FilledStatement } from '../query/filled-statement.ts';
import { isEmptyQuery } from '../query/parse-query-file.ts';
import type { StatementPatterns } from '../query/statement-patterns.ts';
import type { Statement } from '../query/statement.ts';
import { verbsOfAnchors } from '../query/verbs-of-anchors.ts';
import { renderTemplate } from '../template/render-template.ts';
import type { Unknown } from '../values/value.ts';
import { contextOf, type Scope } from './scope.ts';
import type { StackQuery } from './stack.ts';

/** What a query says in a scope. */
export type Composed =
  | {
      readonly kind: 'composed';
      readonly statements: readonly FilledStatement[];
      readonly warnings: readonly Diagnostic[];
    }
  /** Which statement it is depends on what only the build will know. */
  | { readonly kind: 'undecided'; readonly unknown: Unknown; readonly at: Location }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/** Renders a query and parses what comes out. Exactly one statement, of a verb that the anchor allows; `several` lifts the first. */
export function composeStatements(
  query: StackQuery,
  scope: Scope,
  tools: { readonly random: RandomSource; readonly patterns: StatementPatterns; readonly several?: boolean },
): Composed {
  const rendering = renderTemplate(query.template, contextOf(scope, tools.random));
  if (rendering.kind !== 'rendered') return rendering;
  const parsed = tools.patterns.parse(query.template, rendering.value);
  const statements = parsed.value ?? [];
  const diagnostics = [...rendering.warnings, ...parsed.diagnostics];
  if (!hasErrors(diagnostics)) {
    const models = statements.map(({ model }) => model);
    diagnostics.push(...countProblems(query, models, tools.several ?? false));
    for (const model of models) diagnostics.push(...verbProblems(query.query.anchor, model));
  }
  if (hasErrors(diagnostics)) return { kind: 'refused', diagnostics };
  return { kind: 'composed', statements, warnings: diagnostics.length === 0 ? noWarnings : diagnostics };
}

/** Most queries have none, and a stack has many queries. */
const noWarnings: readonly Diagnostic[] = [];

function countProblems(query: StackQuery, statements: readonly Statement[], several: boolean): readonly Diagnostic[] {
  if (statements.length === 0 && !several) {
    // A query without a statement as it was written is told with its file.
    if (isEmptyQuery(query.query.excerpt.text)) return [];
    return [mistake('query/empty', `the query ${query.query.anchor} has no statement`, { at: query.query.at })];
  }
  const second = several ? undefined : statements[1];
  if (second === undefined) return [];
  return [
    mistake(
      'sql/several-statements',
      `the query ${query.query.anchor} has ${statements.length} statements; one is run`,
      {
        at: second.at,
        help: 'keep one statement for each anchor',
      },
    ),
  ];
}

function verbProblems(anchor: Anchor, statement: Statement): readonly Diagnostic[] {
  const allowed = verbsOfAnchors[anchor];
  if (allowed === undefined || allowed.includes(statement.kind)) return [];
  const wanted = allowed.map((verb) => verb.toUpperCase()).join(' or ');
  return [
    mistake('sql/wrong-verb', `the query ${anchor} takes ${wanted}, not ${statement.kind.toUpperCase()}`, {
      at: statement.at,
    }),
  ];
}

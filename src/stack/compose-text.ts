import type { RandomSource } from '../base/random.ts';
import { hasErrors, type Parsed } from '../diagnostics/diagnostic.ts';
import { excerptOf, type Source } from '../diagnostics/source.ts';
import { parseStatements } from '../query/parse-statements.ts';
import type { Statement } from '../query/statement.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { renderTemplate } from '../template/render-template.ts';
import type { Names } from '../template/template.ts';
import type { Variables } from './variables.ts';

/**
 * The statements of a text that belongs to no stack. It is a template as a query of a stack is; its names are the variables, and
 * `vars` for all of them.
 */
export function composeText(source: Source, variables: Variables, random: RandomSource): Parsed<readonly Statement[]> {
  const template = parseTemplate(excerptOf(source), 'query');
  if (template.value === undefined || hasErrors(template.diagnostics)) {
    return { value: undefined, diagnostics: template.diagnostics };
  }
  const rendering = renderTemplate(template.value, {
    names: namesOf(variables),
    random,
    startedAtMs: variables.startedAtMs,
  });
  switch (rendering.kind) {
    case 'refused':
      return { value: undefined, diagnostics: [...template.diagnostics, ...rendering.diagnostics] };
    case 'undecided':
      throw new Error('A text without unknown values is always decided.');
    case 'rendered': {
      const parsed = parseStatements(rendering.value);
      return {
        value: parsed.value,
        diagnostics: [...template.diagnostics, ...rendering.warnings, ...parsed.diagnostics],
      };
    }
  }
}

function namesOf({ bare, all }: Variables): Names {
  return {
    lookup: (name) => (name === 'vars' ? all : bare.get(name)),
    all: () => ['vars', ...bare.keys()],
  };
}

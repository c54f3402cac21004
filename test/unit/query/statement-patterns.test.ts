import { expect } from 'chai';
import { excerptOf } from '../../../src/diagnostics/source.ts';
import { parseStatements } from '../../../src/query/parse-statements.ts';
import { parsedStatement, shownValues } from '../../../src/query/filled-statement.ts';
import { StatementPatterns } from '../../../src/query/statement-patterns.ts';
import { parseTemplate } from '../../../src/template/parse-template.ts';
import { renderTemplate } from '../../../src/template/render-template.ts';
import type { Rendered, Template } from '../../../src/template/template.ts';
import { omit, Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

describe('Statements of a template that many resources share', () => {
  const random = createSeededRandom('patterns');

  function templateOf(text: string): Template {
    const { value } = parseTemplate(excerptOf({ path: 'shared.iql', text }), 'query');
    if (value === undefined) throw new Error('The template cannot be parsed.');
    return value;
  }

  function render(template: Template, names: Readonly<Record<string, Value>>): Rendered {
    const rendering = renderTemplate(template, {
      names: { lookup: (name) => names[name], all: () => Object.keys(names) },
      random,
      startedAtMs: 0,
    });
    if (rendering.kind !== 'rendered') throw new Error('The template cannot be rendered.');
    return rendering.value;
  }

  /** Values that a template may get, one set after the other. */
  const values: readonly Readonly<Record<string, Value>>[] = [
    { a: 'one', b: 'two', n: 1 },
    { a: 'three', b: 'four', n: 1 },
    { a: "it's; DROP", b: '', n: 1 },
    { a: null, b: 'NULL', n: 1 },
    { a: 'five', b: null, n: 1 },
    { a: omit, b: 'six', n: 1 },
    { a: 7, b: true, n: 2 },
    { a: { key: ['x'] }, b: ['y'], n: 2 },
    { a: new Secret('hidden'), b: new Unknown('pool.id'), n: 3 },
    { a: new Unknown('pool.id'), b: new Secret('hidden'), n: 'column_name' },
    { a: 'half \ud800', b: 'seven', n: 1 },
    { a: 'eight', b: 'nine', n: null },
    { a: 'ten', b: 'eleven', n: 1 },
  ];

  const templates: Readonly<Record<string, string>> = {
    'a comparison': "SELECT name FROM awscc.ssm.parameters WHERE region = '{{ a }}' AND Identifier = '{{ a }}|{{ b }}'",
    'a value outside quotes': "SELECT name FROM awscc.ssm.parameters WHERE name = '{{ a }}' AND tier = {{ n }}",
    'a list, a range and a branch':
      "SELECT CASE WHEN name IN ('{{ a }}', 'x', '{{ b }}') THEN 1 ELSE 2 END AS kind FROM awscc.ssm.parameters WHERE name BETWEEN '{{ a }}' AND '{{ b }}'",
    'a test of NULL': "SELECT COUNT(*) AS count FROM awscc.ssm.parameters WHERE name = '{{ a }}' OR '{{ b }}' IS NULL",
    'a join and a subselect':
      "WITH w AS (SELECT name FROM awscc.ssm.parameters WHERE tier = '{{ a }}') SELECT w.name FROM w JOIN awscc.ssm.parameters p ON p.name = w.name WHERE p.name IN (SELECT q.name FROM awscc.ssm.parameters q WHERE q.type = '{{ b }}') ORDER BY w.name LIMIT 3",
    'an insert': "INSERT INTO awscc.ssm.parameters (Name, Value, region) SELECT '{{ a }}', string('{{ b }}'), 'x'",
    'an insert of rows':
      "INSERT INTO awscc.ssm.parameters (Name, Value) SELECT name, '{{ a }}' AS v FROM awscc.ssm.parameters WHERE name = '{{ b }}'",
    'an update':
      "UPDATE awscc.ssm.parameters SET PatchDocument = json('{{ a }}') WHERE Identifier = '{{ b }}' RETURNING *",
    'a delete': "DELETE FROM awscc.ssm.parameters WHERE Identifier = '{{ a }}' AND region = '{{ b }}'",
    'an output without an alias': "SELECT 'x {{ a }}', name FROM awscc.ssm.parameters WHERE name = '{{ b }}'",
    'an alias between quotes': "SELECT name AS '{{ a }}' FROM awscc.ssm.parameters WHERE name = '{{ b }}'",
    'a SHOW': "SHOW RESOURCES IN awscc.ssm LIKE '{{ a }}'",
    'a part of a name': "SELECT {{ n }} FROM awscc.ssm.parameters WHERE name = '{{ a }}'",
    'branches of the template':
      "SELECT name FROM awscc.ssm.parameters WHERE name = '{{ a }}'{% if n == 1 %} AND type = '{{ b }}'{% endif %}",
    'several statements':
      "DELETE FROM awscc.ssm.parameters WHERE Identifier = '{{ a }}'; SELECT name FROM awscc.ssm.parameters WHERE name = '{{ b }}'",
    'a warning': "SELECT name FROM awscc.ssm.parameters WHERE data__Identifier = '{{ a }}'",
  };

  for (const [title, text] of Object.entries(templates)) {
    it(`are those that parsing each rendering gives: ${title}`, () => {
      const patterns = new StatementPatterns();
      const template = templateOf(text);
      for (const names of [...values, ...values.toReversed()]) {
        const rendered = render(template, names);
        const { value, diagnostics } = patterns.parse(template, rendered);
        const parsed = parseStatements(rendered);
        expect({ value: value?.map(({ statement }) => statement), diagnostics }).to.deep.equal(parsed);
        expect(value?.map(shownValues)).to.deep.equal(parsed.value?.map(parsedStatement).map(shownValues));
      }
    });
  }

  it('share what does not differ', () => {
    const patterns = new StatementPatterns();
    const template = templateOf("SELECT name FROM awscc.ssm.parameters WHERE name = '{{ a }}'");
    const [first, second] = ['one', 'two'].map(
      (a) => patterns.parse(template, render(template, { a })).value?.[0]?.statement,
    );
    if (first?.kind !== 'select' || second?.kind !== 'select') throw new Error('A SELECT was expected.');
    expect(second.tables[0]).to.equal(first.tables[0]);
    expect(second.comparisons[0]?.column).to.equal(first.comparisons[0]?.column);
    expect(second.query).to.not.equal(first.query);
    const [comparison] = second.comparisons;
    expect(comparison?.literals[0]?.value).to.equal('two');
    // What names the same node still does.
    const { where } = second.query.operands[0] as { where: { right: { literal: unknown } } };
    expect(comparison?.literals[0]).to.equal(where.right.literal);
  });
});

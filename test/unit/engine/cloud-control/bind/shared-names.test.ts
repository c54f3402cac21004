import { expect } from 'chai';
import { excerptOf } from '../../../../../src/diagnostics/source.ts';
import { bindSelect } from '../../../../../src/engine/cloud-control/bind/bind-select.ts';
import type { BindContext } from '../../../../../src/engine/cloud-control/bind/bound.ts';
import { SharedMeanings } from '../../../../../src/engine/cloud-control/bind/shared-meanings.ts';
import type { SelectStatement } from '../../../../../src/query/statement.ts';
import { StatementPatterns } from '../../../../../src/query/statement-patterns.ts';
import { parseTemplate } from '../../../../../src/template/parse-template.ts';
import { renderTemplate } from '../../../../../src/template/render-template.ts';
import { Unknown, type Value } from '../../../../../src/values/value.ts';
import { createSeededRandom } from '../../../../support/seeded-random.ts';
import { createTestRegistry } from '../../test-registry.ts';

describe('The names of a SELECT that many resources share', () => {
  const registry = createTestRegistry();
  const random = createSeededRandom('names');
  const values: readonly (readonly [a: Value, b: Value])[] = [
    ['us-east-1', 'p1'],
    ['eu-west-1', 'p2'],
    ['not a region', ''],
    [new Unknown('region'), new Unknown('pool.id')],
    ['us-east-1', null],
    ['eu-west-1', 'p3'],
  ];

  const templates = {
    'one resource':
      "SELECT user_pool_id, UserPoolName AS name FROM awscc.cognito.user_pools WHERE region = '{{ a }}' AND Identifier = '{{ b }}'",
    'a column by another spelling':
      "SELECT COUNT(*) AS count FROM awscc.cognito.user_pools p WHERE p.region = '{{ a }}' AND p.UserPoolName = '{{ b }}' ORDER BY count",
    'an alias in HAVING':
      "SELECT user_pool_name AS n, COUNT(*) AS c FROM awscc.cognito.user_pools WHERE region = '{{ a }}' GROUP BY n HAVING n <> '{{ b }}' ORDER BY n",
    'a join':
      "SELECT p.user_pool_id FROM awscc.cognito.user_pools p JOIN awscc.cognito.user_pool_clients c ON c.user_pool_id = p.user_pool_id WHERE p.region = '{{ a }}' AND c.region = p.region AND c.client_name = '{{ b }}'",
    'a derived table':
      "SELECT d.name FROM (SELECT user_pool_name AS name FROM awscc.cognito.user_pools WHERE region = '{{ a }}') d WHERE d.name = '{{ b }}'",
    'a subselect':
      "SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ a }}' AND user_pool_id IN (SELECT user_pool_id FROM awscc.cognito.user_pool_clients WHERE region = '{{ a }}' AND user_pool_id = '{{ b }}')",
    'a mistake': "SELECT no_such FROM awscc.cognito.user_pools WHERE region = '{{ a }}' AND Identifier = '{{ b }}'",
    'an unknown table': "SELECT x FROM awscc.cognito.nothing WHERE region = '{{ a }}' AND y = '{{ b }}'",
    'a function':
      "SELECT as_declared(user_pool_tags, '{{ b }}') AS same FROM awscc.cognito.user_pools WHERE region = '{{ a }}'",
  };

  for (const [title, text] of Object.entries(templates)) {
    it(`mean what they mean to each alone: ${title}`, () => {
      const shared: BindContext = { registry, defaultRegion: undefined, shared: new SharedMeanings() };
      for (const statement of statementsOf(text)) {
        expect(meaningOf(statement, shared)).to.deep.equal(
          meaningOf(statement, { registry, defaultRegion: undefined }),
        );
      }
    });
  }

  const once: readonly (readonly [title: string, isOnce: boolean, text: string])[] = [
    ['one resource', true, templates['one resource']],
    ['a join', true, templates['a join']],
    ['a derived table', false, templates['a derived table']],
    ['a subselect', false, templates['a subselect']],
    [
      'a table function',
      false,
      "SELECT u.user_pool_id FROM awscc.cognito.user_pools u, json_each('[1]') j WHERE u.region = '{{ a }}'",
    ],
  ];
  for (const [title, isOnce, text] of once) {
    it(`are looked up ${isOnce ? 'once' : 'each time'}: ${title}`, () => {
      const shared: BindContext = { registry, defaultRegion: undefined, shared: new SharedMeanings() };
      const known = [...statementsOf(text)].map((statement) => bindSelect(statement, shared).value?.scope.tables);
      expect(known.slice(0, 2)).to.not.include(undefined);
      expect(known[0] === known[1]).to.equal(isOnce);
    });
  }

  /** What the template renders to with each of the values. */
  function* statementsOf(text: string): Iterable<SelectStatement> {
    const template = parseTemplate(excerptOf({ path: 'shared.iql', text }), 'query').value;
    if (template === undefined) throw new Error('The template cannot be parsed.');
    const patterns = new StatementPatterns();
    for (const [a, b] of [...values, ...values.toReversed()]) {
      const names = new Map<string, Value>([
        ['a', a],
        ['b', b],
      ]);
      const rendering = renderTemplate(template, {
        names: { lookup: (name) => names.get(name), all: () => names.keys() },
        random,
        startedAtMs: 0,
      });
      if (rendering.kind !== 'rendered') throw new Error('The template cannot be rendered.');
      const statement = patterns.parse(template, rendering.value).value?.[0]?.statement;
      if (statement?.kind !== 'select') throw new Error('A SELECT was expected.');
      yield statement;
    }
  }

  /** All that a binding says, with what every name was resolved to. */
  function meaningOf(statement: SelectStatement, context: BindContext) {
    const { value, diagnostics } = bindSelect(statement, context);
    if (value === undefined) return { diagnostics };
    const { scope, tables, decisions } = value;
    const uses = scope.statement.blocks.flatMap((block) =>
      block.uses.map((use) => {
        const meaning = scope.resolve(use, block);
        if (meaning.kind === 'output') expect(meaning.block).to.equal(scope.statement.blocks[meaning.block.id]);
        return { use: use.name, kind: meaning.kind, column: meaning.kind === 'column' ? meaning.column : undefined };
      }),
    );
    expect(scope.statement).to.equal(statement);
    return { tables, decisions, uses, diagnostics };
  }
});

import { expect } from 'chai';
import { excerptOf } from '../../../../../src/diagnostics/source.ts';
import { bindStatement } from '../../../../../src/engine/cloud-control/bind/bind-statement.ts';
import { FilledRead } from '../../../../../src/engine/cloud-control/bind/filled-read.ts';
import type { BoundRead } from '../../../../../src/engine/cloud-control/bind/bind-read.ts';
import { createCloudControlBinder } from '../../../../../src/engine/cloud-control/create-binder.ts';
import type { Operation } from '../../../../../src/engine/operation.ts';
import { parseStatements } from '../../../../../src/query/parse-statements.ts';
import { StatementPatterns } from '../../../../../src/query/statement-patterns.ts';
import { parseTemplate } from '../../../../../src/template/parse-template.ts';
import { renderTemplate } from '../../../../../src/template/render-template.ts';
import { omit, Secret, Unknown, type Value } from '../../../../../src/values/value.ts';
import { createSeededRandom } from '../../../../support/seeded-random.ts';
import { createTestRegistry } from '../../test-registry.ts';

describe('Statements of a query that many resources share', () => {
  const registry = createTestRegistry();
  const pools = 'awscc.cognito.user_pools';
  const clients = 'awscc.cognito.user_pool_clients';

  /** The values of the first one are in the model of the others. */
  const values: readonly (readonly [a: Value, b: Value])[] = [
    ['us-east-1', 'p1'],
    ['eu-west-1', 'p2'],
    ['not a region', 'p3'],
    ['us-east-1', ''],
    ['us-east-1', 'p1|c1'],
    ['us-east-1', 'p1|c1|d1'],
    [new Unknown('region'), new Unknown('pool.id')],
    [new Secret('eu-west-1'), new Secret('p4')],
    ['us-east-1', null],
    [null, 'p5'],
    ['us-east-1', omit],
    ['us-east-1', 7],
    ['us-east-1', true],
    ['us-east-1', ['p6']],
    ['us-east-1', { key: 'p7' }],
    ['us-east-1', '[{"op": "add", "path": "/UserPoolName", "value": "x"}]'],
    ['us-east-1', 'AWS::Cognito::UserPool'],
    ['eu-west-1', 'p8'],
  ];

  const reads: Readonly<Record<string, string>> = {
    'by its Identifier': `SELECT user_pool_id FROM ${pools} WHERE region = '{{ a }}' AND Identifier = '{{ b }}'`,
    'by an Identifier of two parts': `SELECT client_id FROM ${clients} WHERE region = '{{ a }}' AND Identifier = 'p1|{{ b }}'`,
    'in the usual region': `SELECT COUNT(*) AS count FROM ${pools} WHERE Identifier = '{{ b }}' AND user_pool_name <> '{{ a }}'`,
    'by a name that is listed': `SELECT user_pool_id FROM ${pools} WHERE region = '{{ a }}' AND user_pool_name = '{{ b }}'`,
    'of several regions and identifiers': `SELECT user_pool_id FROM ${pools} WHERE region IN ('{{ a }}', 'eu-west-1') AND Identifier IN ('x', '{{ b }}')`,
    'of two tables': `SELECT p.user_pool_id FROM ${pools} p JOIN ${clients} c ON c.user_pool_id = p.user_pool_id WHERE p.region = '{{ a }}' AND c.region = p.region AND p.Identifier = '{{ b }}'`,
    'of a list': `SELECT user_pool_id FROM ${pools}_list_only WHERE region = '{{ a }}' AND user_pool_id = '{{ b }}'`,
    'of a list under a parent': `SELECT client_id FROM ${clients}_list_only WHERE region = '{{ a }}' AND user_pool_id = '{{ b }}'`,
    'compared as declared': `SELECT as_declared(user_pool_tags, '{{ b }}') AS same FROM ${pools} WHERE region = '{{ a }}' AND Identifier = 'p'`,
    'of a subselect': `SELECT user_pool_id FROM ${pools} WHERE region = '{{ a }}' AND Identifier IN (SELECT user_pool_id FROM ${clients} WHERE region = '{{ a }}' AND Identifier = 'p1|{{ b }}')`,
  };
  /** Whose values decide more than what is asked for, or which have a mistake. */
  const longWays: Readonly<Record<string, string>> = {
    'by the parts of its identifier': `SELECT client_id FROM ${clients} WHERE region = '{{ a }}' AND user_pool_id = 'p1' AND client_id = '{{ b }}'`,
    'as a role': `SELECT user_pool_id FROM ${pools} WHERE region = '{{ a }}' AND Identifier = 'p' AND RoleArn = '{{ b }}'`,
    'of a special table': `SELECT ResourceARN FROM awscc.tagging.tagged_resources WHERE region = '{{ a }}' AND ResourceTypeFilters = '{{ b }}'`,
    'of a column that is not there': `SELECT nothing FROM ${pools} WHERE region = '{{ a }}' AND Identifier = '{{ b }}'`,
  };
  const others: Readonly<Record<string, string>> = {
    'a create': `INSERT INTO ${pools} (UserPoolName, region) SELECT '{{ b }}', '{{ a }}'`,
    'a create of several rows': `INSERT INTO ${pools} (UserPoolName, region) VALUES ('{{ b }}', '{{ a }}'), ('x', '{{ a }}')`,
    'a create with a wrong column': `INSERT INTO ${pools} (UserPoolNam, region) SELECT '{{ b }}', '{{ a }}'`,
    'a create from rows': `INSERT INTO ${pools} (UserPoolName, region) SELECT user_pool_name, '{{ a }}' FROM ${pools} WHERE region = '{{ a }}' AND Identifier = '{{ b }}'`,
    'a create of any type': `INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState, region) SELECT '{{ b }}', '{}', '{{ a }}'`,
    'an update': `UPDATE ${pools} SET PatchDocument = string('{{ b }}') WHERE region = '{{ a }}' AND Identifier = 'p'`,
    'a delete': `DELETE FROM ${pools} WHERE region = '{{ a }}' AND Identifier = '{{ b }}'`,
    'a delete of any type': `DELETE FROM awscc.cloud_control.resources WHERE TypeName = '{{ b }}' AND Identifier = 'p' AND region = '{{ a }}'`,
  };

  for (const [title, text] of Object.entries({ ...reads, ...longWays, ...others })) {
    it(`mean what each means by itself: ${title}`, () => {
      for (const region of ['us-east-1', undefined]) {
        const found = boundOf(text, region);
        for (const { operation, diagnostics, alone } of found) {
          expect(diagnostics).to.deep.equal(alone.diagnostics);
          expect(shownOf(operation)).to.deep.equal(shownOf(alone.value));
        }
      }
    });
  }

  for (const [title, text] of Object.entries(reads)) {
    it(`are understood once: ${title}`, () => {
      const [first, second] = boundOf(text, 'us-east-1');
      expect(first?.operation).to.not.be.instanceOf(FilledRead);
      expect(second?.operation).to.be.instanceOf(FilledRead);
    });
  }

  for (const [title, text] of Object.entries(longWays)) {
    it(`are understood each by itself: ${title}`, () => {
      for (const { operation } of boundOf(text, 'us-east-1')) expect(operation).to.not.be.instanceOf(FilledRead);
    });
  }

  /** What the template means with each of the values, bound as one of many and alone. */
  function boundOf(text: string, defaultRegion: string | undefined) {
    const template = parseTemplate(excerptOf({ path: 'shared.iql', text }), 'query').value;
    if (template === undefined) throw new Error('The template cannot be parsed.');
    const patterns = new StatementPatterns();
    const binder = createCloudControlBinder(registry);
    return [...values, ...values.toReversed()].flatMap(([a, b]) => {
      const names = new Map<string, Value>([
        ['a', a],
        ['b', b],
      ]);
      const rendering = renderTemplate(template, {
        names: { lookup: (name) => names.get(name), all: () => names.keys() },
        random: createSeededRandom('filled'),
        startedAtMs: 0,
      });
      if (rendering.kind !== 'rendered') throw new Error('The template cannot be rendered.');
      const filled = patterns.parse(template, rendering.value).value?.[0];
      const statement = parseStatements(rendering.value).value?.[0];
      expect(filled === undefined).to.equal(statement === undefined);
      if (filled === undefined || statement === undefined) return [];
      const { value: operation, diagnostics } = binder.bind(filled, defaultRegion);
      return [{ operation, diagnostics, alone: bindStatement(statement, { registry, defaultRegion }) }];
    });
  }

  /** All that an operation says, whatever it is made of. */
  function shownOf(operation: Operation | undefined): unknown {
    if (operation?.kind !== 'read') {
      if (operation?.kind !== 'create' || operation.pending?.kind !== 'read') return operation;
      const { pending, ...rest } = operation;
      return { ...rest, statement: pending.statement, rows: shownOf(pending.rows) };
    }
    // It is one of this engine.
    const { kind, text, at, statement, sources, select } = operation as BoundRead;
    const { tables, decisions } = select;
    return { kind, text, at, statement, sources, tables, decisions };
  }
});

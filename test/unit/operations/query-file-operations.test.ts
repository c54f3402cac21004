import { expect } from 'chai';
import { createCloudControlBinder } from '../../../src/engine/cloud-control/create-binder.ts';
import type { Prepared } from '../../../src/operations/operation-source.ts';
import { QueryFileOperations } from '../../../src/operations/query-file-operations.ts';
import { formatSql } from '../../../src/query/format-statement.ts';
import { parseQueryFile } from '../../../src/query/parse-query-file.ts';
import { nothingVisible } from '../../../src/stack/export-table.ts';
import type { Scope } from '../../../src/stack/scope.ts';
import type { StackQuery, StackResource } from '../../../src/stack/stack.ts';
import { joinVariables } from '../../../src/stack/variables.ts';
import { parseTemplate } from '../../../src/template/parse-template.ts';
import { Unknown, type Value } from '../../../src/values/value.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { createTestRegistry } from '../engine/test-registry.ts';

describe('The operations of query files', () => {
  const none = new Map<string, Value>();
  const sources = { commandLine: none, variablesFile: none, environmentFile: none, environment: none };
  const variables = joinVariables(sources, 0);

  function resourceOf(text: string): StackResource {
    const { value, diagnostics } = parseQueryFile({ path: 'pool.iql', text });
    if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
    const queries = new Map(
      value.map((query): [StackQuery['query']['anchor'], StackQuery] => {
        const template = parseTemplate(query.excerpt).value;
        if (template === undefined) throw new Error('The template cannot be parsed.');
        return [query.anchor, { query, template }];
      }),
    );
    // What these tests look at of a resource.
    return {
      name: 'pool',
      address: { entry: 'pool' },
      queries,
      manifest: { kind: 'resource' },
    } as unknown as StackResource;
  }

  function scopeWith(globals: Readonly<Record<string, Value>>, captured: Value = {}): Scope {
    return {
      stackName: 'shop',
      environment: 'dev',
      variables,
      globals: new Map(Object.entries(globals)),
      exports: nothingVisible,
      resource: { name: 'pool', props: none, captured, callback: undefined, idempotencyToken: 'token' },
    };
  }

  function setup(text: string) {
    const work: string[] = [];
    const operations = new QueryFileOperations({
      binder: createCloudControlBinder(createTestRegistry()),
      random: createSeededRandom('operations'),
      observe: ({ kind, anchor }) => work.push(`${kind} ${anchor}`),
    });
    const resource = resourceOf(text);
    const prepare = (scope: Scope, defaultRegion = 'us-east-1'): Prepared =>
      operations.operationsFor({ resource, anchor: 'exists', scope, defaultRegion });
    return { work, operations, prepare };
  }

  function textOf(prepared: Prepared): string | undefined {
    return prepared.kind === 'prepared'
      ? prepared.statements.map(({ statement }) => formatSql(statement.text, 'plain')).join(';')
      : undefined;
  }

  const byName =
    "/*+ exists */\nSELECT user_pool_name FROM awscc.cognito.user_pools WHERE user_pool_name = '{{ name }}'";

  it('are worked out once for the same values, whatever else the scope holds', () => {
    const { work, prepare } = setup(byName);
    const first = prepare(scopeWith({ name: 'a' }));
    const second = prepare(scopeWith({ name: 'a', other: 1 }, { user_pool_id: 'p1' }));
    expect(second).to.equal(first);
    expect(work).to.deep.equal(['rendered exists', 'bound exists']);
  });

  it('are worked out again for another value, and remembered for the one before', () => {
    const { work, prepare } = setup(byName);
    const first = prepare(scopeWith({ name: 'a' }));
    expect(textOf(prepare(scopeWith({ name: 'b' })))).to.contain("= 'b'");
    expect(prepare(scopeWith({ name: 'a' }))).to.equal(first);
    expect(work.filter((one) => one.startsWith('rendered'))).to.have.length(2);
  });

  it('remember the last four values of a query', () => {
    const { work, prepare } = setup(byName);
    const names = ['a', 'b', 'c', 'd'];
    const first = names.map((name) => prepare(scopeWith({ name })));
    expect(names.map((name) => prepare(scopeWith({ name })))).to.have.ordered.members(first);
    prepare(scopeWith({ name: 'e' }));
    expect(['b', 'c', 'd'].map((name) => prepare(scopeWith({ name })))).to.have.ordered.members(first.slice(1));
    expect(prepare(scopeWith({ name: 'a' }))).to.not.equal(first[0]);
    expect(work.filter((one) => one.startsWith('rendered'))).to.have.length(6);
  });

  it('are remembered for each of many resources that share a file', () => {
    const { work, operations, prepare } = setup(byName);
    const shared = resourceOf(byName).queries;
    const resources = Array.from({ length: 9 }, (_, index) => ({
      ...resourceOf(byName),
      name: `pool ${index}`,
      queries: shared,
    }));
    const ask = (): readonly Prepared[] =>
      resources.map((resource) =>
        operations.operationsFor({
          resource,
          anchor: 'exists',
          scope: scopeWith({ name: resource.name }),
          defaultRegion: 'us-east-1',
        }),
      );
    expect(prepare(scopeWith({ name: 'pool 0' }))).to.not.equal(undefined);
    const first = ask();
    expect(ask()).to.have.ordered.members(first);
    expect(work.filter((one) => one.startsWith('rendered'))).to.have.length(10);
  });

  it('are worked out again where one of two values differs', () => {
    const { prepare } = setup(
      "/*+ exists */\nSELECT '{{ label }}' AS a FROM awscc.cognito.user_pools WHERE user_pool_name = '{{ name }}'",
    );
    const texts = [
      { label: 'x', name: 'a' },
      { label: 'x', name: 'b' },
      { label: 'y', name: 'b' },
    ].map((globals) => textOf(prepare(scopeWith(globals))));
    expect(new Set(texts).size).to.equal(3);
  });

  it('draw anew only where something was drawn', () => {
    const { operations, prepare } = setup(byName);
    const checked = prepare(scopeWith({ name: 'a' }));
    operations.beginRun();
    operations.beginRun();
    expect(prepare(scopeWith({ name: 'a' }))).to.equal(checked);
  });

  it('are asked only of queries that the resource has', () => {
    const { prepare } = setup("/*+ create */\nINSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT 'a'");
    expect(() => prepare(scopeWith({}))).to.throw('pool was asked for a query exists that it does not have.');
  });

  it('are worked out again once what was unknown is known', () => {
    const { prepare } = setup(byName);
    const before = prepare(scopeWith({ name: new Unknown('other.name') }));
    const after = prepare(scopeWith({ name: 'other.name' }));
    expect(after).to.not.equal(before);
    expect(textOf(after)).to.contain("= 'other.name'");
  });

  it('are bound again in another region', () => {
    const { work, prepare } = setup(byName);
    prepare(scopeWith({ name: 'a' }));
    prepare(scopeWith({ name: 'a' }), 'eu-west-1');
    expect(work.filter((one) => one.startsWith('bound'))).to.have.length(2);
  });

  it('keep what was drawn for the check and the first run, and draw anew for the next', () => {
    const { operations, prepare } = setup(
      "/*+ exists */\nSELECT '{{ uuid() }}' AS a FROM awscc.cognito.user_pools WHERE user_pool_name = '{{ name }}'",
    );
    const scope = scopeWith({ name: 'a' });
    const checked = prepare(scope);
    operations.beginRun();
    expect(prepare(scope)).to.equal(checked);
    operations.beginRun();
    expect(textOf(prepare(scope))).to.not.equal(textOf(checked));
  });

  it('do not keep a refusal, whose help may name what the query does not use', () => {
    const { prepare } = setup("/*+ exists */\nSELECT '{{ nmae }}' AS a FROM awscc.cognito.user_pools");
    const helpIn = (prepared: Prepared): string | undefined =>
      prepared.kind === 'refused' ? prepared.diagnostics[0]?.help : undefined;
    expect(helpIn(prepare(scopeWith({})))).to.contain('-e nmae=VALUE');
    expect(helpIn(prepare(scopeWith({ name: 'a' })))).to.contain('"name"');
  });
});

import { expect } from 'chai';
import type { Survey } from '../../../src/check/prepare-queries.ts';
import { undecidedQueries } from '../../../src/check/undecided-queries.ts';
import { usualAuth } from '../../../src/manifest/auth.ts';
import { Unknown, type UnknownSource } from '../../../src/values/value.ts';
import { emptyScope, resourceWith } from '../../support/some-resource.ts';

function helpOf(from: UnknownSource | undefined): string | undefined {
  const resource = resourceWith('resource', ['create']);
  const [query] = resource.queries.values();
  if (query === undefined) throw new Error('The resource has no query.');
  const prepared = { kind: 'undecided', unknown: new Unknown('x', { from }), at: query.query.at } as const;
  const surveyed = { resource, scope: emptyScope, auth: usualAuth, isSkipped: false, script: undefined };
  const survey: Survey = { resources: [{ ...surveyed, queries: [{ query, prepared }] }], diagnostics: [] };
  return undecidedQueries(survey)[0]?.help;
}

describe('a query that cannot be checked yet', () => {
  const cases: readonly (readonly [string, UnknownSource | undefined, string])[] = [
    ['a resource', { kind: 'entry', address: { entry: 'pool' } }, 'resource "pool" gives the value; '],
    [
      'an instance',
      { kind: 'entry', address: { entry: 'client', instance: 'web' } },
      'resource client["web"] gives the value; ',
    ],
    ['a lookup', { kind: 'lookup', function: 'ssm', argument: '/a/b' }, 'ssm("/a/b") gives the value; '],
    ['nobody', undefined, ''],
  ];
  for (const [giver, from, help] of cases) {
    it(`names who gives what it hangs on: ${giver}`, () => {
      expect(helpOf(from)).to.equal(`${help}a build checks it before it sends it`);
    });
  }
});

import { expect } from 'chai';
import { anchorsOfReading, anchorsOfVerb } from '../../../src/flow/anchors-of-verb.ts';
import { inShownOrder } from '../../../src/flow/shown-order.ts';
import { verbs } from '../../../src/flow/verb.ts';
import type { ManifestResource, ResourceKind } from '../../../src/manifest/manifest.ts';
import type { Anchor } from '../../../src/query/anchored-query.ts';
import { emptyScope, resourceWith } from '../../support/some-resource.ts';

/** What a test asks of a resource that has these queries. */
const tested: readonly (readonly [has: readonly Anchor[], asks: readonly Anchor[]])[] = [
  [['create'], []],
  [['exists'], ['exists']],
  [['exports'], ['exports']],
  [['create', 'exports'], ['exports']],
  [['createorupdate', 'exports'], ['exports']],
  [['exists', 'create'], ['exists']],
  [
    ['exists', 'create', 'exports'],
    ['exists', 'exports'],
  ],
  [
    ['exists', 'createorupdate', 'exports'],
    ['exists', 'exports'],
  ],
  [
    ['exists', 'create', 'statecheck'],
    ['exists', 'statecheck'],
  ],
  [
    ['create', 'update', 'statecheck', 'exports'],
    ['statecheck', 'exports'],
  ],
];

describe('the queries that a test asks', () => {
  for (const kind of ['resource', 'multi'] as const) {
    for (const [has, asks] of tested) {
      it(`of ${kind} with ${has.join(', ')}: ${asks.join(', ') || 'none'}`, () => {
        const asked = anchorsOfVerb('test', resourceWith(kind, has), emptyScope);
        expect(inShownOrder('test', asked).filter((anchor) => has.includes(anchor))).to.deep.equal(asks);
      });
    }
  }
});

interface Reading {
  readonly kind: ResourceKind;
  readonly has: readonly Anchor[];
  readonly changes?: Partial<ManifestResource>;
  /** In a build, a test and a teardown. */
  readonly asks: readonly [string, string, string];
}

const readings: readonly Reading[] = [
  ...(['resource', 'multi'] as const).flatMap((kind): readonly Reading[] => [
    { kind, has: ['create'], asks: ['none', 'none', 'none'] },
    { kind, has: ['exists', 'create'], asks: ['exists', 'exists', 'exists'] },
    { kind, has: ['create', 'exports'], asks: ['exports', 'exports', 'exports'] },
    {
      kind,
      has: ['exists', 'create', 'exports'],
      asks: ['exists, exports', 'exists, exports', 'exists, exports'],
    },
  ]),
  { kind: 'query', has: ['exports'], asks: ['exports', 'exports', 'exports'] },
  { kind: 'query', has: ['exports'], changes: { exports: [] }, asks: ['none', 'none', 'none'] },
  { kind: 'query', has: ['exports'], changes: { skipOnDelete: true }, asks: ['exports', 'exports', 'none'] },
  { kind: 'command', has: ['command', 'exports'], asks: ['none', 'none', 'none'] },
  { kind: 'script', has: [], asks: ['none', 'none', 'none'] },
];

describe('the queries of a resource that is read for its exports', () => {
  for (const { kind, has, changes = {}, asks } of readings) {
    const manner = Object.keys(changes).map((name) => ` and ${name} of its own`);
    it(`of type ${kind} with ${has.join(', ') || 'no query'}${manner.join('')}: ${asks.join(' / ')}`, () => {
      const resource = resourceWith(kind, has, changes);
      const asked = verbs.map(
        (verb) => inShownOrder(verb, anchorsOfReading(verb, resource, emptyScope)).join(', ') || 'none',
      );
      expect(asked).to.deep.equal(asks);
    });
  }
});

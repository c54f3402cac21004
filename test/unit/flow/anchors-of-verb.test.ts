import { expect } from 'chai';
import { anchorsOfVerb } from '../../../src/flow/anchors-of-verb.ts';
import { inShownOrder } from '../../../src/flow/shown-order.ts';
import { verbs, type Verb } from '../../../src/flow/verb.ts';
import type { ResourceKind } from '../../../src/manifest/manifest.ts';
import { anchors as allAnchors, type Anchor } from '../../../src/query/anchored-query.ts';
import { readDocument } from '../../support/doc-blocks.ts';
import { choicesOf, emptyScope, resourceWith } from '../../support/some-resource.ts';

const kinds: readonly ResourceKind[] = ['resource', 'multi', 'query', 'command', 'script'];

/** What a verb runs of resources of a kind, whichever queries they have. */
function runBy(verb: Verb, kind: ResourceKind): ReadonlySet<Anchor> {
  const reached = choicesOf(allAnchors, 4).flatMap((anchors) =>
    [...anchorsOfVerb(verb, resourceWith(kind, anchors), emptyScope)].filter((anchor) => anchors.includes(anchor)),
  );
  return new Set(reached);
}

/** The rows of the table in the documentation: by type, what each verb runs. */
function toldInDocs(): ReadonlyMap<string, readonly string[]> {
  const lines = readDocument('docs/query-files.md').split('\n');
  const head = lines.findIndex((line) => /^\| type +\| `build` +\| `test` +\| `teardown` +\|$/.test(line));
  const rows = lines.slice(head + 2).slice(0, lines.slice(head + 2).indexOf(''));
  return new Map(
    rows.flatMap((row) => {
      const [types = '', ...cells] = row.split('|').slice(1, -1);
      const names = [...types.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
      return names.map((name): [string, readonly string[]] => [
        name,
        cells.map((cell) => cell.replaceAll('`', '').trim()),
      ]);
    }),
  );
}

describe('the queries of a verb', () => {
  const told = toldInDocs();

  for (const kind of kinds) {
    it(`are those that the documentation names for resources of type ${kind}, in its order`, () => {
      const reached = verbs.map((verb) => inShownOrder(verb, runBy(verb, kind)).join(', ') || 'none');
      expect(told.get(kind)).to.deep.equal(reached);
    });
  }

  it('are told of every type', () => {
    expect([...told.keys()].sort()).to.deep.equal([...kinds].sort());
  });

  it('lose the delete and what follows it where the resource is kept', () => {
    const kept = resourceWith('resource', allAnchors, { skipOnDelete: true });
    expect([...anchorsOfVerb('teardown', kept, emptyScope)]).to.deep.equal(['exists', 'exports']);
  });

  it('lose the statecheck where it is not to be asked', () => {
    const trusted = resourceWith('resource', ['exists', 'statecheck', 'create', 'update'], { skipValidation: true });
    expect([...anchorsOfVerb('build', trusted, emptyScope)]).to.deep.equal(['exists', 'create']);
  });
});

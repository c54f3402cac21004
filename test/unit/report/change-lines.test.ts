import { expect } from 'chai';
import type { PropertyChange } from '../../../src/plan/property-change.ts';
import { changeLines } from '../../../src/report/plan/change-lines.ts';
import { planToMarkdown } from '../../../src/report/plan/plan-markdown.ts';
import { longestComment } from '../../../src/report/plan/sections-markdown.ts';
import { Composite, Secret, Unknown, type Value } from '../../../src/values/value.ts';

function linesOf(before: Value | undefined, after: Value | undefined): readonly string[] {
  const change: PropertyChange = {
    pointer: '/P',
    before,
    after,
    secret: false,
    forcesReplacement: false,
    writeOnly: false,
  };
  return changeLines(change).map(({ sign, depth, text }) => `${' '.repeat(depth * 2)}${sign} ${text}`);
}

const table: readonly (readonly [string, Value | undefined, Value | undefined, readonly string[]])[] = [
  ['a number', 60, 61, ['~ P: 60 → 61']],
  ['a value that was not set', undefined, 'a', ['+ P: "a"']],
  ['a value that is removed', 'a', undefined, ['- P: "a"']],
  ['a secret', new Secret('a'), new Secret('b'), ['~ P: *** → ***']],
  ['an unknown', 'a', new Unknown('x.y'), ['~ P: "a" → (known after build)']],
  [
    'an unknown inside of a text',
    'a',
    new Composite(['b', new Unknown('x.y')]),
    ['~ P: "a" → "b<x.y>" (known after build)'],
  ],
  ['a member of a map', { a: 1, b: 2 }, { a: 1, b: 3 }, ['~ P:', '  ~ b: 2 → 3', '    # 1 unchanged']],
  ['a key that is removed', { a: 1, b: 2 }, { b: 2 }, ['~ P:', '  - a: 1', '    # 1 unchanged']],
  ['an item of a list', ['a', 'b'], ['b', 'c'], ['~ P:', '  - "a"', '  + "c"', '    # 1 unchanged']],
  [
    'JSON text',
    '{"a":1,"b":[1]}',
    '{"b":[1,2],"a":1}',
    ['~ P: (JSON)', '  ~ b:', '    + 2', '      # 1 unchanged', '    # 1 unchanged'],
  ],
  ['an index into no list', [1], 'a', ['~ P: [1] → "a"']],
];

describe('the lines of a change', () => {
  for (const [name, before, after, lines] of table) {
    it(`say what becomes of ${name}`, () => expect(linesOf(before, after)).to.deep.equal(lines));
  }
});

describe('a plan as Markdown', () => {
  it('never has more characters than a comment may have', () => {
    const change = (index: number): PropertyChange => ({
      pointer: `/P${index}`,
      before: undefined,
      after: 'x'.repeat(60),
      secret: false,
      forcesReplacement: false,
      writeOnly: false,
    });
    for (const amount of [10, 1_000, 5_000]) {
      const text = planToMarkdown({
        stack: 'a--b',
        environment: 'dev>',
        region: undefined,
        verb: 'build',
        ok: true,
        besides: [],
        notLookedFor: [],
        resources: Array.from({ length: amount }, (_unused, index) => ({
          resource: `resource_${index}`,
          typeName: 'AWS::SQS::Queue',
          identifier: undefined,
          action: { kind: 'create', changes: [change(1), change(2)], needs: [], mayExist: false },
          requests: [],
        })),
      });
      expect(text.length).to.be.at.most(longestComment);
      expect(text.split('\n')[0]).to.equal('<!-- stack-deploy plan: a%2d-b (dev%3e) -->');
      expect(text.includes('too long for a comment')).to.equal(amount > 10);
    }
  });
});

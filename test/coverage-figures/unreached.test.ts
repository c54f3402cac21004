import { expect } from 'chai';
import { readReasons, unreachedIn, withReasons } from './unreached.ts';

const source = `function first(list) {
  return list[0] ?? '';
}
function second(list) {
  if (list.length === 0) {
    return undefined;
  }
  return list[1] ?? '';
}
`;

/** A branch per range: line and column of its start and end, and how often it was reached. */
function coverageOf(...branches: readonly (readonly [readonly [number, number], readonly [number, number], number])[]) {
  const entries = branches.map(([start, end], index) => {
    const range = { start: { line: start[0], column: start[1] }, end: { line: end[0], column: end[1] } };
    return [String(index), { locations: [range] }] as const;
  });
  return {
    branchMap: Object.fromEntries(entries),
    b: Object.fromEntries(branches.map(([, , count], index) => [String(index), [count]])),
  };
}

const unreached = unreachedIn(
  'src/a.ts',
  source,
  coverageOf([[8, 17], [8, 22], 0], [[2, 17], [2, 22], 3], [[5, 25], [7, 3], 0]),
);

describe('the branches that no test comes to', () => {
  it('are those that were not reached, by their lines', () => {
    expect(unreached).to.deep.equal([
      { file: 'src/a.ts', line: 5, lineText: 'if (list.length === 0) {', text: '{' },
      { file: 'src/a.ts', line: 8, lineText: "return list[1] ?? '';", text: "?? ''" },
    ]);
  });

  it('have reasons, of which those are stale that fit none', () => {
    const why = { file: 'src/a.ts', lineText: "return list[1] ?? '';", text: "?? ''", reason: 'there are two' };
    const reached = { ...why, lineText: "return list[0] ?? '';" };
    const others = [
      { ...why, file: 'src/b.ts' },
      { ...why, text: '{' },
    ];
    expect(withReasons(unreached, [why, reached, ...others])).to.deep.equal({
      explained: [{ ...unreached[1], reason: 'there are two' }],
      stale: [reached, ...others],
    });
  });

  it('are read from lines with tabs, and from nothing else', () => {
    const why = { file: 'src/a.ts', lineText: 'x ?? 1', text: '?? 1', reason: 'there is one' };
    expect(readReasons('# why\n\nsrc/a.ts\tx ?? 1\t?? 1\tthere is one\n')).to.deep.equal([why]);
    for (const line of ['src/a.ts\tx ?? 1\t?? 1', 'src/a.ts\tx\t?? 1\t ', 'a\tb\tc\td\te'])
      expect(() => readReasons(line)).to.throw(`separated by tabs: ${line}`);
  });
});

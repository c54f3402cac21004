import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { findSites } from './find-mutants.ts';
import { readEquivalents, withoutEquivalents } from './known-equivalents.ts';
import { fromKept, type KeptRecording } from './kept-recording.ts';
import { applyMutant, describeMutant } from './mutant.ts';
import { pickSample } from './pick-sample.ts';
import { numberMutants } from './numbered-mutants.ts';
import type { Reach, TestFileReach } from './reach.ts';
import { createScratchCopy } from './scratch-copy.ts';
import { switchSource } from './switch-source.ts';
import { testsFor, type TestsFor } from './tests-for.ts';
import { TrialRunner } from './trial-runner.ts';
import { tryMutants } from './try-mutants.ts';

/** What can be changed in a piece of source, in words. */
function changesIn(source: string): readonly string[] {
  return findSites('a.ts', source).flatMap((site) =>
    site.map(({ kind, from, to }) => `${kind}: ${from} → ${to === '' ? 'nothing' : to}`),
  );
}

describe('the mutants of a source', () => {
  const table: readonly [string, readonly string[]][] = [
    ['if (a) b = c;', ['condition fixed: a → true', 'condition fixed: a → false']],
    ['const a = b ? c : d;', ['condition fixed: b → true', 'condition fixed: b → false']],
    ['while (a) b = c;', ['condition fixed: a → false']],
    ['for (;;) a = b;', []],
    ['const a = b === c;', ['comparison turned: === → !==']],
    ['const a = b < c;', ['comparison turned: < → <=', 'comparison turned: < → >=']],
    ['const a = b && c;', ['and for or: && → ||']],
    ['const a = b || c;', ['and for or: || → &&']],
    ['const a = b ?? c;', []],
    ['const a = !b;', ['negation dropped: !b → b']],
    ['const a = b[0];', ['number off by one: 0 → 1']],
    [
      'a.sort((b, c) => (d ? -1 : 1));',
      [
        'call left out: a.sort((b, c) => (d ? -1 : 1)); → nothing',
        'condition fixed: d → true',
        'condition fixed: d → false',
      ],
    ],
    ['type A = 1 | 2; interface B { readonly c: 3 }', []],
    ['a.push(b);', ['call left out: a.push(b); → nothing']],
    ['const f = async () => { await g(); };', ['call left out: await g(); → nothing']],
    ['const a = b();', []],
    ['const a = b.filter((c) => c.d);', ['condition fixed: c.d → true', 'condition fixed: c.d → false']],
    ['const a = b.map((c) => c.d);', []],
    ['function f(): readonly string[] { return a; }', ['empty result: a → []']],
    ['function f(): readonly string[] { return []; }', []],
    [
      'async function f(): Promise<string | undefined> { return a; }',
      ["empty result: a → ''", 'empty result: a → undefined'],
    ],
    ['const f = (): ReadonlyMap<string, string> => a;', ['empty result: a → new Map()']],
    ['function f(a: B): a is C { return a; }', ['empty result: a → true', 'empty result: a → false']],
    ['function f() { return a; }', []],
  ];
  for (const [source, expected] of table) {
    it(`${source} has ${expected.length}`, () => {
      expect(changesIn(source)).to.deep.equal(expected);
    });
  }

  it('say where they are, and are the source but for one change', () => {
    const source = 'const a = 1;\nconst b =\n  a === 1 && c;\n';
    const [mutant] = findSites('src/a.ts', source)[1]!;
    expect(describeMutant(mutant)).to.equal('src/a.ts:3 and for or: && → ||');
    expect(mutant.lineText).to.equal('a === 1 && c;');
    expect(applyMutant(source, mutant)).to.equal('const a = 1;\nconst b =\n  a === 1 || c;\n');
  });
});

describe('a sample of mutants', () => {
  const source = 'if (a) b();\nif (c) d();\nif (e) f();\nif (a) b();\n';
  const sites = findSites('src/a.ts', source);

  it('is the same for the same seed, and another one for another', () => {
    const picked = (seed: number) => pickSample(sites, 3, seed).map(describeMutant);
    expect(picked(1)).to.deep.equal(picked(1));
    expect(picked(1)).to.have.length(3);
    expect(new Set([1, 2, 3, 4].map((seed) => picked(seed).join('\n'))).size).to.be.greaterThan(1);
  });

  it('takes one change of each site, and every site where there are too few', () => {
    const picked = pickSample(sites, 100, 1);
    expect(picked.map(({ start }) => start)).to.deep.equal(sites.map(([{ start }]) => start).sort((a, b) => a - b));
  });

  it('picks the same sites after lines were added above', () => {
    const moved = findSites('src/a.ts', `// more\n\n${source}`);
    const places = (from: typeof sites) => pickSample(from, 3, 1).map(({ lineText, kind, to }) => [lineText, kind, to]);
    expect(places(moved)).to.deep.equal(places(sites));
  });

  it('leaves out what behaves as its source does, and names what fits nothing any more', () => {
    const known = readEquivalents(
      '# a comment\nsrc/a.ts\tif (c) d();\td();\t\td does nothing\nsrc/a.ts\tif (x) d();\tx\ttrue\tx is always true\n',
    );
    const { sites: left, stale } = withoutEquivalents(sites, known);
    expect(left.flat().map(({ from }) => from)).to.not.include('d();');
    expect(left.length).to.equal(sites.length - 1);
    expect(stale.map(({ lineText }) => lineText)).to.deep.equal(['if (x) d();']);
  });

  it('has a reason for each that it leaves out', () => {
    expect(() => readEquivalents('src/a.ts\tif (c) d();\td();\t\t')).to.throw('reason');
    expect(() => readEquivalents('src/a.ts\tif (c) d();\td();')).to.throw('reason');
  });
});

describe('a source with switches', () => {
  /** A function of the source, with one of its mutants on; those that it came to are noted. */
  const load = async (source: string, active?: number) => {
    const text = switchSource('a.ts', source, numberedIn(source));
    const reached: number[] = [];
    Object.assign(globalThis, {
      $isMutant: (number: number) => {
        reached.push(number);
        return number === active;
      },
    });
    try {
      const url = `data:text/javascript,${encodeURIComponent(`// ${active ?? 'none'}\n${text}`)}`;
      // What it exports stands in each case.
      const { f } = (await import(url)) as { readonly f: (...values: readonly unknown[]) => unknown };
      return { f, reached };
    } finally {
      Reflect.deleteProperty(globalThis, '$isMutant');
    }
  };
  const numberedIn = (source: string) =>
    numberMutants(findSites('a.ts', source)).mutants.map((mutant, number) => ({ number, mutant }));

  /** Sources without types; they are compiled by nobody here. */
  const table: readonly [string, string, readonly unknown[], unknown][] = [
    ['a condition', 'export const f = (a) => { if (a) return 1; return 2; };', [false], 2],
    ['conditions in conditions', 'export const f = (a, b) => (a ? (b ? 1 : 2) : 3);', [true, false], 2],
    ['a chain of operators', 'export const f = (a, b, c) => a && b === 1 && c < 3;', [true, 1, 2], true],
    ['a call', 'export const f = (a) => { const all = []; all.push(a); return all; };', ['x'], ['x']],
    [
      'a call behind a condition',
      'export const f = (a) => { const all = []; if (a) all.push(1); else all.push(2); return all; };',
      [false],
      [2],
    ],
    ['a predicate', 'export const f = (all) => all.filter((one) => one !== 2);', [[1, 2]], [1]],
    ['a negation', 'export const f = (a) => !a;', [true], false],
    ['a number', 'export const f = (all) => all[0];', [[1, 2]], 1],
    [
      'a loop',
      'export const f = (n) => { let sum = 0; for (let i = 0; i < n; i += 1) sum += i; return sum; };',
      [3],
      3,
    ],
  ];
  for (const [name, source, values, expected] of table) {
    it(`behaves as its source does, and as each mutant: ${name}`, async () => {
      const { f, reached } = await load(source);
      expect(f(...values)).to.deep.equal(expected);
      for (const { number, mutant } of numberedIn(source)) {
        const url = `data:text/javascript,${encodeURIComponent(`// ${number} alone\n${applyMutant(source, mutant)}`)}`;
        const alone = (await import(url)) as { readonly f: (...given: readonly unknown[]) => unknown };
        const switched = await load(source, number);
        expect(switched.f(...values), describeMutant(mutant)).to.deep.equal(alone.f(...values));
      }
      expect(reached.length).to.be.greaterThan(0);
    });
  }

  it('says which places it comes to', async () => {
    const source = 'export const f = (a) => (a ? 1 : 2);';
    const { f, reached } = await load(source);
    f(true);
    const texts = [...new Set(reached)].sort((a, b) => a - b).map((number) => numberedIn(source)[number]!.mutant);
    expect(texts.map(({ from, to }) => `${from} → ${to}`)).to.deep.equal(['a → true', 'a → false', '1 → 2']);
  });
});

describe('trying mutants', () => {
  let folder = '';
  const source = [
    'export function isGrown(age: number): boolean {',
    '  return age >= 18;',
    '}',
    'export const loop = (n: number) => { let i = 0; while (i < n) i += 1; return i; };',
    'const limits = [3];',
    'export const limit = (): number | undefined => limits[0];',
    'let known: boolean | undefined;',
    'export const knowing = (a: number) => (known ??= a > 1);',
    '',
  ].join('\n');
  const test = [
    "import { isGrown, loop, limit, knowing } from '../src/age.js';",
    "const fail = (is) => { if (is) throw new Error('no'); };",
    "describe('age', () => {",
    "  it('is grown', () => fail(!isGrown(30) || isGrown(5)));",
    "  it('loops', () => fail(loop(2) !== 2));",
    "  it('has a limit', () => fail(limit() !== 3));",
    "  it('knows', () => fail(!knowing(5)));",
    '});',
  ].join('\n');
  const { mutants } = numberMutants(findSites('src/age.ts', source));
  const numberOf = (from: string, to: string): number => mutants.findIndex((one) => one.from === from && one.to === to);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stack-deploy-mutants-'));
    for (const name of ['src', 'dist/src', 'dist/test/support']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'dist', 'test', 'age.test.js'), test);
    cpSync(join(packageRoot, 'dist/test/mutants'), join(folder, 'dist/test/mutants'), { recursive: true });
    cpSync(join(packageRoot, 'dist/test/support/quiet-sdk.js'), join(folder, 'dist/test/support/quiet-sdk.js'));
    symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const tryAll = async (
    chosen: readonly number[],
    testsOf: (number: number) => TestsFor,
  ): Promise<readonly string[]> => {
    const copy = createScratchCopy(folder, ['src', 'test']);
    try {
      const numbered = mutants.map((mutant, number) => ({ number, mutant }));
      copy.write('src/age.ts', switchSource('src/age.ts', source, numbered));
      const said: string[] = [];
      const start = (active?: number) => new TrialRunner(copy.folder, mutants.length, active);
      for await (const { number, isNoticed } of tryMutants(chosen, start, testsOf))
        said.push(`${isNoticed ? 'noticed' : 'survived'} ${mutants[number]!.from} → ${mutants[number]!.to}`);
      return said;
    } finally {
      copy.remove();
    }
  };
  const withTests = (isAtLoad: boolean, ...titles: readonly string[]): TestsFor => ({
    chosen: titles.length === 0 ? [] : [{ file: 'dist/test/age.test.js', titles, durationMs: 0 }],
    leftOut: 0,
    isAtLoad,
  });

  it('tells what the tests notice from what they do not, and leaves the sources as they are', async () => {
    const chosen = [numberOf('>=', '>'), numberOf('>=', '<'), numberOf('age >= 18', 'true')];
    expect(await tryAll(chosen, () => withTests(false, 'age is grown'))).to.deep.equal([
      'survived >= → >',
      'noticed >= → <',
      'noticed age >= 18 → true',
    ]);
    expect(readdirSync(folder).sort()).to.deep.equal(['dist', 'node_modules', 'package.json', 'src']);
  }).timeout(60_000);

  it('runs no test but those that are chosen', async () => {
    const chosen = [numberOf('>=', '<')];
    expect(await tryAll(chosen, () => withTests(false, 'age loops'))).to.deep.equal(['survived >= → <']);
  }).timeout(60_000);

  it('switches on from the start what takes effect while modules are loaded, and what was worked out before', async () => {
    expect(await tryAll([numberOf('3', '4')], () => withTests(true, 'age has a limit'))).to.deep.equal([
      'noticed 3 → 4',
    ]);
    const before = [numberOf('>=', '>'), numberOf('>', '<=')];
    expect(await tryAll(before, () => withTests(false, 'age is grown', 'age knows'))).to.deep.equal([
      'survived >= → >',
      'noticed > → <=',
    ]);
  }).timeout(60_000);

  it('takes what no test reaches for not noticed, without running anything', async () => {
    expect(await tryAll([numberOf('>=', '<')], () => withTests(false))).to.deep.equal(['survived >= → <']);
  });
});

describe('the tests for a mutant', () => {
  const source = [
    'export function outer(list: readonly number[]): number {',
    '  return list.filter((item) => item > 1).length;',
    '}',
    'export const limit = 3;',
    'export class Counter {',
    '  async count(): Promise<number> { return 4; }',
    '}',
  ].join('\n');
  const { mutants } = numberMutants(findSites('src/plan/outer.ts', source));
  const numberOf = (text: string): number => mutants.findIndex(({ from }) => from === text);
  const recorded = (durationMs: number, ...texts: readonly string[]): TestFileReach => ({
    digest: '',
    tests: [{ title: 'a test', durationMs, isFailing: false, reached: texts.map(numberOf) }],
    atLoad: [numberOf('3')],
  });
  const failing = recorded(1, '>', '1', '4').tests.map((test) => ({ ...test, isFailing: true }));
  const reach: Reach = {
    'dist/test/lifecycle/slow.test.js': recorded(900, '>', '4'),
    'dist/test/lifecycle/quick.test.js': recorded(5, '>'),
    'dist/test/unit/plan/beside.test.js': recorded(50, '1'),
    'dist/test/unit/plan/outer.test.js': recorded(100, '>'),
    'dist/test/unit/plan/failing.test.js': { digest: '', tests: failing, atLoad: [] },
    'dist/test/unit/other.test.js': recorded(1),
  };
  const recording = { reach, unrecorded: new Set<number>() };
  const filesFor = (text: string, atMostMs = 10_000): readonly string[] =>
    testsFor(numberOf(text), mutants, recording, atMostMs).chosen.map(({ file }) =>
      file.replace(/^dist\/test\/|\.test\.js$/g, ''),
    );

  it('are those that come to it and those of its own test file, the nearest and then the fastest first', () => {
    expect(filesFor('>')).to.deep.equal(['unit/plan/outer', 'lifecycle/quick', 'lifecycle/slow']);
    expect(filesFor('1')).to.deep.equal(['unit/plan/outer', 'unit/plan/beside']);
  });

  it('are all that come to anything of its source where it takes effect before they run', () => {
    expect(filesFor('3')).to.deep.equal(['unit/plan/outer', 'unit/plan/beside', 'lifecycle/quick', 'lifecycle/slow']);
    const isAtLoad = (text: string): boolean => testsFor(numberOf(text), mutants, recording, 1).isAtLoad;
    expect([isAtLoad('3'), isAtLoad('>')]).to.deep.equal([true, false]);
  });

  it('are none where none comes to it, and those of its source where it is newer than the recording', () => {
    const none = { 'dist/test/unit/plan/beside.test.js': recorded(100, '>') };
    const of = (unrecorded: readonly number[]) =>
      testsFor(numberOf('4'), mutants, { reach: none, unrecorded: new Set(unrecorded) }, 1000);
    expect(of([])).to.deep.equal({ chosen: [], leftOut: 0, isAtLoad: false });
    expect(testsFor(numberOf('4'), mutants, recording, 1000)).to.have.property('isAtLoad', false);
    expect(of([numberOf('4')])).to.deep.equal({
      chosen: [{ file: 'dist/test/unit/plan/beside.test.js', titles: ['a test'], durationMs: 100 }],
      leftOut: 0,
      isAtLoad: true,
    });
  });

  it('are those of its source where only some tests are newer than it', () => {
    const some = {
      'dist/test/unit/other.test.js': recorded(100, '>'),
      'dist/test/unit/newer.test.js': recorded(100, '4'),
    };
    const number = numberOf('4');
    const { chosen } = testsFor(number, mutants, { reach: some, unrecorded: new Set([number]) }, 1000);
    expect(chosen.map(({ file }) => file)).to.deep.equal(Object.keys(some));
  });

  it('are as many as fit into the time, and one at least; the others are counted', () => {
    expect(filesFor('>', 110)).to.deep.equal(['unit/plan/outer', 'lifecycle/quick']);
    expect(filesFor('>', 0)).to.deep.equal(['unit/plan/outer']);
    expect(testsFor(numberOf('>'), mutants, recording, 0).leftOut).to.equal(2);
    const [test] = recorded(5, '>').tests;
    const several = {
      'dist/test/a.test.js': { ...recorded(0), tests: [{ ...test!, title: 'slow', durationMs: 900 }, test!] },
    };
    expect(testsFor(numberOf('>'), mutants, { reach: several, unrecorded: new Set() }, 100)).to.deep.equal({
      chosen: [{ file: 'dist/test/a.test.js', titles: ['a test'], durationMs: 5 }],
      leftOut: 1,
      isAtLoad: false,
    });
  });
});

describe('a recording that was kept', () => {
  const ran = (...reached: readonly number[]) => ({
    digest: 'd',
    tests: [{ title: 'a test', durationMs: 1, isFailing: false, reached }],
    atLoad: [],
  });
  const kept = {
    names: ['a.ts\nold', 'a.ts\ngone', 'b.ts\nnew'],
    reach: { 'x.test.js': ran(0, 1, 2) },
    unrecorded: [],
  };
  const table: readonly [title: string, KeptRecording, names: readonly string[], expected: unknown][] = [
    [
      'holds for the places that are still there, by their numbers now',
      kept,
      ['b.ts\nnew', 'a.ts\nold'],
      { reach: { 'x.test.js': ran(1, 0) }, unrecorded: [] },
    ],
    [
      'says which places it knows nothing of',
      kept,
      ['a.ts\nold', 'a.ts\nnewer', 'b.ts\nnew'],
      { reach: { 'x.test.js': ran(0, 2) }, unrecorded: [1] },
    ],
    [
      'still says so after it was kept once more',
      { ...kept, unrecorded: ['b.ts\nnew'] },
      ['a.ts\nold', 'b.ts\nnew'],
      { reach: { 'x.test.js': ran(0, 1) }, unrecorded: [1] },
    ],
    ['is worth nothing where there is another source', kept, ['a.ts\nold', 'c.ts\nold'], { reach: {}, unrecorded: [] }],
  ];
  for (const [title, recording, names, expected] of table)
    it(title, () => {
      const { reach, unrecorded } = fromKept(recording, names);
      expect({ reach, unrecorded: [...unrecorded] }).to.deep.equal(expected);
    });
});

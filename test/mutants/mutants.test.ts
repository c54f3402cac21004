import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findSites } from './find-mutants.ts';
import { functionsOf } from './functions-of.ts';
import { readEquivalents, withoutEquivalents } from './known-equivalents.ts';
import { applyMutant, describeMutant } from './mutant.ts';
import { pickSample } from './pick-sample.ts';
import type { Reach, TestFileReach } from './reach.ts';
import { createScratchCopy } from './scratch-copy.ts';
import { testsFor } from './tests-for.ts';
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

describe('trying mutants', () => {
  let folder = '';
  const source = [
    'export function isGrown(age: number): boolean {',
    '  return age >= 18;',
    '}',
    'export const loop = (n: number) => { let i = 0; while (i < n) i += 1; return i; };',
    '',
  ].join('\n');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stack-deploy-mutants-'));
    for (const name of ['src', 'dist/src']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'src', 'age.ts'), source);
    writeFileSync(
      join(folder, 'dist', 'src', 'age.js'),
      'export function isGrown(age) { return age >= 18; }\nexport const loop = (n) => n;\n',
    );
    writeFileSync(
      join(folder, 'dist', 'check.js'),
      "import { isGrown, loop } from './src/age.js';\nif (!isGrown(30) || isGrown(5) || loop(2) !== 2) process.exit(1);\n",
    );
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const sites = findSites('src/age.ts', source).flat();
  const mutant = (from: string, to: string) => sites.find((one) => one.from === from && one.to === to)!;

  it('tells what the tests notice from what they do not, and leaves the sources as they are', async () => {
    const copy = createScratchCopy(folder, ['src', 'check.js']);
    const said: string[] = [];
    const chosen = [mutant('>=', '>'), mutant('>=', '<'), mutant('age >= 18', 'true')];
    for await (const { mutant: tried, isNoticed } of tryMutants(copy, chosen, () => ({
      command: ['dist/check.js'],
      timeoutMs: 60_000,
    })))
      said.push(`${isNoticed ? 'noticed' : 'survived'} ${tried.from} → ${tried.to}`);
    copy.remove();
    expect(said).to.deep.equal(['survived >= → >', 'noticed >= → <', 'noticed age >= 18 → true']);
    expect(readdirSync(folder).sort()).to.deep.equal(['dist', 'package.json', 'src']);
  });

  it('takes what no test reaches for not noticed, without running anything', async () => {
    const copy = createScratchCopy(folder, ['src', 'check.js']);
    const tried = tryMutants(copy, [mutant('>=', '<')], () => ({ command: undefined, timeoutMs: 0 }));
    expect(await tried.next()).to.have.nested.property('value.isNoticed', false);
    copy.remove();
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
  const recorded = (durationMs: number, ...called: readonly number[]): TestFileReach => ({
    digest: '',
    durationMs,
    isFailing: false,
    called: { 'src/plan/outer.ts': called },
  });
  const reach: Reach = {
    'dist/test/lifecycle/slow.test.js': recorded(900, 0, 1, 2),
    'dist/test/lifecycle/quick.test.js': recorded(5, 0, 1),
    'dist/test/unit/plan/beside.test.js': recorded(50, 0),
    'dist/test/unit/plan/outer.test.js': recorded(100, 0, 1),
    'dist/test/unit/plan/failing.test.js': { ...recorded(1, 0, 1, 2), isFailing: true },
    'dist/test/unit/other.test.js': { ...recorded(1), called: {} },
  };
  const filesFor = (text: string, atMostMs = 10_000): readonly string[] => {
    const chosen = findSites('src/plan/outer.ts', source)
      .flat()
      .find(({ from }) => from === text)!;
    return testsFor(chosen, source, reach, atMostMs).files.map((file) =>
      file.replace(/^dist\/test\/|\.test\.js$/g, ''),
    );
  };

  it('are those that call the innermost function around it, the nearest and then the fastest first', () => {
    expect(filesFor('>')).to.deep.equal(['unit/plan/outer', 'lifecycle/quick', 'lifecycle/slow']);
    expect(filesFor('4')).to.deep.equal(['lifecycle/slow']);
  });

  it('are all that call anything of its file where it is in no function', () => {
    expect(filesFor('3')).to.deep.equal(['unit/plan/outer', 'unit/plan/beside', 'lifecycle/quick', 'lifecycle/slow']);
  });

  it('are as many as fit into the time, and one at least', () => {
    expect(filesFor('>', 110)).to.deep.equal(['unit/plan/outer', 'lifecycle/quick']);
    expect(filesFor('>', 0)).to.deep.equal(['unit/plan/outer']);
  });

  it('are found by functions that stand in the same order where they are compiled', () => {
    const compiled =
      'export function outer(list) {\n return list.filter((item) => item > 1).length;\n}\nexport const limit = 3;\nexport class Counter {\n async count() { return 4; }\n}';
    const texts = (name: string, text: string) =>
      functionsOf(name, text).map(({ start }) => text.slice(start, start + 5));
    expect(texts('outer.js', compiled)).to.deep.equal(['expor', '(item', 'async']);
    expect(texts('outer.ts', source)).to.deep.equal(texts('outer.js', compiled));
  });
});

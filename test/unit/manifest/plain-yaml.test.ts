import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../../src/base/package-root.ts';
import type { RandomSource } from '../../../src/base/random.ts';
import type { ManifestValue } from '../../../src/manifest/manifest.ts';
import { composeYaml } from '../../../src/manifest/parse-yaml.ts';
import { readPlainYaml } from '../../../src/manifest/plain-yaml.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

describe('YAML that is read without its parser', () => {
  const choose = <T>(random: RandomSource, items: readonly T[]): T => {
    const [first = 0, second = 0] = random.bytes(2);
    return items[(first * 256 + second) % items.length] as T;
  };

  /** Compares what is read with what the parser makes of it; yields whether it was read. */
  function compare(text: string): boolean {
    const source = { path: 'm.yml', text };
    const plain = readPlainYaml(source);
    if (plain === undefined) return false;
    const { value, diagnostics } = composeYaml(source);
    expect({ value: value && comparable(value), diagnostics }, JSON.stringify(text)).to.deep.equal({
      value: comparable(plain),
      diagnostics: [],
    });
    return true;
  }

  /** A value with the places of all its characters. */
  function comparable(value: ManifestValue): unknown {
    const place = [value.at.start, value.at.end];
    switch (value.kind) {
      case 'text': {
        const { text, offsetAt } = value.excerpt;
        return { text, place, offsets: Array.from({ length: text.length + 1 }, (_, index) => offsetAt(index)) };
      }
      case 'scalar':
        return { scalar: value.value, place };
      case 'list':
        return { items: value.items.map(comparable), place };
      case 'map':
        return {
          entries: value.entries.map((entry) => [
            entry.key,
            entry.keyAt.start,
            entry.keyAt.end,
            comparable(entry.value),
          ]),
          place,
        };
    }
  }

  const scalars = [
    'text',
    'two words',
    "'quoted'",
    "'it''s'",
    "''",
    '"double"',
    '""',
    '12',
    '0',
    '012',
    '-3',
    '1.5',
    'true',
    'True',
    'null',
    '~',
    '2026-01-01',
    '10.0.0.0/16',
    "'{{ name }}-1'",
    '{{ x }}',
    'a: b',
    'a:b',
    'a #b',
    'a#b',
    '# c',
    '"a\\n"',
    '- x',
    '-x',
    '-',
    '[a, b]',
    '{a: 1}',
    '[]',
    '|',
    '>',
    '&a x',
    '*a',
    '!x y',
    '?',
    '? x',
    'x:',
    '...',
    '---',
    '.inf',
    '0x1F',
    '1e3',
    'ü ß',
    'a\u00a0',
    '<<',
    '@x',
    '`x`',
    '%x',
    "'a' # b",
    "'a' b",
    '"a"b',
    'a  ',
    "'open",
    'x y: z',
    '+',
    '.',
    '123456789012',
    'yes',
  ];

  /** Mostly what can be read without the parser, so that a whole text of it often is. */
  function anyScalar(random: RandomSource): string {
    return choose(random, ['text', "'{{ x }}-1'", '12', 'two words', choose(random, scalars)]);
  }

  function randomText(random: RandomSource): string {
    const lines: string[] = [];
    const count = choose(random, [1, 2, 3, 5, 8, 12]);
    for (let index = 0; index < count; index += 1) {
      const indent = ' '.repeat(choose(random, [0, 0, 0, 1, 2, 2, 2, 4, 4, 6]));
      const dash = choose(random, ['', '', '- ', '-   ', '- - ']);
      const key = choose(random, [
        '',
        'a: ',
        'b: ',
        'name: ',
        'c:',
        'd.e-f:  ',
        'a:',
        'b:',
        '"q": ',
        '<<: ',
        '1: ',
        'g : ',
      ]);
      const value = key.endsWith(':') ? '' : anyScalar(random);
      lines.push(indent + dash + key + value);
      if (choose(random, [0, 0, 0, 0, 0, 0, 1]) === 1)
        lines.push(choose(random, ['', '  ', '# note', '   # note', '\t', '---']));
    }
    return lines.join('\n') + choose(random, ['', '\n', '\n\n', ' \n']);
  }

  /** What has the shape of a manifest, its values drawn. */
  function randomManifest(random: RandomSource): string {
    const value = (): string => anyScalar(random);
    const step = choose(random, ['', '  ']);
    const entries = Array.from({ length: choose(random, [1, 2, 3]) }, (_, index) =>
      [
        `${step}- name: ${choose(random, ['pool', `entry_${index}`])}`,
        `${step}  props:`,
        `${step}  ${choose(random, ['', '  '])}- name: x`,
        `${step}  ${choose(random, ['', '  '])}  value: ${choose(random, ['text', "'{{ stack_name }}'", value()])}`,
        `${step}  exports:`,
        `${step}    - ${choose(random, ['id', 'id', value()])}`,
        ...choose(random, [
          [],
          [],
          [''],
          [`${step}    # note`],
          [`${step}  timeout: ${choose(random, ['60', value()])}`],
        ]),
      ].join('\n'),
    );
    return ['version: 1', 'name: stack', 'resources:', ...entries, ''].join('\n');
  }

  it('is what the parser reads, for texts at random', () => {
    const random = createSeededRandom('plain yaml');
    let read = 0;
    for (let round = 0; round < 4000; round += 1) if (compare(randomText(random))) read += 1;
    expect(read).to.be.greaterThan(100);
  });

  it('is what the parser reads, for manifests at random', () => {
    const random = createSeededRandom('plain manifests');
    let read = 0;
    for (let round = 0; round < 1500; round += 1) if (compare(randomManifest(random))) read += 1;
    expect(read).to.be.greaterThan(200);
  });

  it('is what the parser reads, where one line of a manifest is another', () => {
    const lines = [
      'version: 1',
      'resources:',
      '  - name: pool',
      '    props:',
      "      - name: 'x'",
      '        value: two words',
      '    exports:',
      '    - id',
      '',
      '  - name: client',
      'name: stack',
    ];
    const changes: readonly ((line: string) => string)[] = [
      () => '',
      (line) => ` ${line}`,
      (line) => `  ${line}`,
      (line) => line.slice(1),
      (line) => line.slice(2),
      (line) => `${line} `,
      (line) => `${line} # note`,
      (line) => `${line}\n${line}`,
      (line) => `${line}\n      more`,
      (line) => `# note\n${line}`,
      (line) => line.replace(/:.*/, ':'),
      (line) => line.replace(/[^ ]+:/, '-'),
      (line) => line.replace('- ', '- - '),
      ...scalars.map((scalar) => (line: string) => line.replace(/: .*/, `: ${scalar}`)),
      ...scalars.map((scalar) => (line: string) => line.replace(/- .*/, `- ${scalar}`)),
    ];
    expect(compare(lines.join('\n'))).to.equal(true);
    for (const index of lines.keys())
      for (const change of changes) compare(lines.map((line, at) => (at === index ? change(line) : line)).join('\n'));
  });

  it('is what the parser reads, for every file of this package', () => {
    const folders = ['examples', 'templates', 'test/fixtures'];
    const files = folders.flatMap((folder) =>
      readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => join(packageRoot, folder, name)),
    );
    expect(files.filter((file) => compare(readFileSync(file, 'utf8')))).to.not.deep.equal([]);
  });

  it('is not read where the parser has more to say', () => {
    for (const text of [
      '',
      'text',
      '# note',
      'a: b\na: c',
      'a:',
      'a: *x',
      'a: 012',
      'a: b\n  c',
      'a:\tb',
      'a: b\r\n',
    ]) {
      expect(readPlainYaml({ path: 'm.yml', text }), JSON.stringify(text)).to.equal(undefined);
    }
  });
});

import { sectionsOf } from '../support/doc-blocks.ts';
import { Chance } from './chance.ts';

/** A folder that somebody hands to the program. */
export interface HostileInput {
  readonly kind: HostileKind;
  readonly manifest: string | Uint8Array;
  readonly queries: string | Uint8Array;
  /** Other files, by their paths. */
  readonly others: Readonly<Record<string, string>>;
  /** Whether the statements are run, too, and not only checked. */
  readonly isBuilt: boolean;
}

export type HostileKind = keyof typeof makers;

const files = new Map(
  sectionsOf('docs/diagnostics/README.md')
    .flatMap((section) => section.blocks)
    .map((block) => [block.directives[0], block.text]),
);
const goodManifest = files.get('file=stackql_manifest.yml') ?? '';
const goodQueries = files.get('file=resources/pool.iql') ?? '';

/** The stack that the hostile ones are made from, as it stands. */
export const goodInput = { manifest: goodManifest, queries: goodQueries };

/** What a mutation puts in: whatever means something to YAML, templates or SQL. */
const pieces = [
  ...['{{', '}}', '{%', '%}', '{#', '#}', '{% if true %}', '{% for a in b %}', '{% endfor %}', '{% set x = 1 %}'],
  ...['{{ region }}', '{{ x | default(omit) }}', '{{ [1,2] | sql }}', '{{ vars }}', '{{ this }}', '{{ uuid() }}'],
  ...['{{ {"__proto__": 1} }}', '{{ [].constructor }}', "{{ ''.__class__ }}", '{{ range(9) | list }}'],
  ...[
    "'",
    '"',
    '`',
    ';',
    '--',
    '/*',
    '*/',
    '/*+ exists */',
    '/*+ create, retries=9 */',
    '\\',
    '||',
    '(',
    ')',
    ',',
    '*',
  ],
  ...['SELECT', 'FROM', 'WHERE', 'UNION', 'INSERT INTO', 'NULL', 'json_each(', 'CASE WHEN', 'IN (', 'AS "x"', '1e999'],
  ...['awscc.cognito.user_pools', 'region', 'Identifier', 'RETURNING *', 'string(', '9999999999999999999999', '-0'],
  ...[
    '\n',
    '\n\n',
    '\t',
    ' ',
    ':',
    ': ',
    '- ',
    '#',
    ' #',
    '&a',
    '*a',
    '!!js/function',
    '!!binary',
    '|',
    '>',
    '>-',
    '? ',
  ],
  ...['{', '}', '[', ']', '<<: ', '%YAML 1.1\n', '---\n', '...\n', '~', 'null', 'true', '012', '1_000', '.inf', '0x1F'],
  ...['\u0000', '\uFEFF', '\u2028', '\u202E', '\uD800', '😀', 'é', '\r', '\u001b[2J', '\uE000', '\uE001', '\uF8FF'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'values:', 'value:', 'props:', 'exports:', 'sql:'],
];

type Maker = (chance: Chance) => Partial<Pick<HostileInput, 'manifest' | 'queries' | 'others'>>;

const makers = {
  truncated: (chance) => inOne(chance, (text) => text.slice(0, chance.below(text.length))),
  mutated: (chance) => inOne(chance, (text) => mutate(text, chance, 1 + chance.below(6))),
  shredded: (chance) => inOne(chance, (text) => mutate(text, chance, 50 + chance.below(150))),
  salad: (chance) =>
    inOne(chance, () => Array.from({ length: 1 + chance.below(300) }, () => chance.one(pieces)).join(' ')),
  binary: (chance) => {
    const bytes = chance.bytes(1 + chance.below(4000));
    return chance.below(2) === 0 ? { manifest: bytes } : { queries: bytes };
  },
  'map of 20,000 keys': (chance) => {
    const keys = Array.from({ length: 20_000 + chance.below(3) }, (_, index) => `    k${index}: ${index}`).join('\n');
    return { manifest: withGlobal(`\n${keys}`) };
  },
  'cyclic anchor': (chance) => ({
    manifest: withGlobal(
      chance.one([
        '&a [*a]',
        '&a {b: *a}',
        '&a {b: [1, {c: *a}]}',
        '&a\n      <<: *a\n      b: 1',
        '{? &a [*a] : 1}',
        '&a *a',
      ]),
    ),
  }),
  'cyclic file()': (chance) => {
    const length = 1 + chance.below(5);
    const width = 1 + chance.below(3);
    const files = Array.from({ length }, (_, index): [string, string] => {
      const next = `file(${chance.one(['', './', '../resources/'])}f${(index + 1) % length}.json)`;
      return [`resources/f${index}.json`, JSON.stringify(Array.from({ length: width }, () => ({ next })))];
    });
    return { manifest: withGlobal('file(f0.json)'), others: Object.fromEntries(files) };
  },
  'file() that multiplies': (chance) => {
    const depth = 3 + chance.below(120);
    const width = 1 + chance.below(20);
    const files = Array.from({ length: depth }, (_, index): [string, string] => [
      `resources/f${index}.yaml`,
      `- file(f${index + 1}.yaml)\n`.repeat(width),
    ]);
    const last: [string, string] = [`resources/f${depth}.yaml`, chance.one(['1', '[', '&a [*a]', '', '\u0000'])];
    return { manifest: withGlobal('file(f0.yaml)'), others: Object.fromEntries([...files, last]) };
  },
  'alias bomb': (chance) => {
    const depth = 5 + chance.below(40);
    const width = 2 + chance.below(9);
    const levels = Array.from({ length: depth }, (_, level) => {
      const items = Array.from({ length: width }, () => (level === 0 ? 'lol' : `*a${level - 1}`));
      return `  - name: g${level}\n    value: &a${level} [${items.join(', ')}]`;
    });
    return { manifest: `version: 1\nname: bomb\nglobals:\n${levels.join('\n')}\nresources: []\n` };
  },
  'deep nesting': (chance) => {
    const depth = 50 + chance.below(5000);
    const [open, close] = chance.one([
      ['[', ']'],
      ['{a: ', '}'],
      ['(', ')'],
      ['{{ ', ' }}'],
      ['{% if true %}', '{% endif %}'],
      ['- ', ''],
      ['? ', ''],
      ['{{ [', '] }}'],
      ['-', ''],
      ['NOT ', ''],
      ['(SELECT ', ')'],
      ['CASE WHEN 1 THEN ', ' END'],
      ['{{ not ', ' }}'],
      ['/*', '*/'],
      ['{{ "a" | upper', '| upper }}'],
    ] as const);
    const nest = open.repeat(depth) + '1' + close.repeat(depth);
    return inOne(chance, (_text, isManifest) =>
      isManifest
        ? withGlobal(chance.below(2) === 0 ? nest : JSON.stringify(`{{ ${nest} }}`))
        : withCondition(chance.below(2) === 0 ? nest : `{{ ${nest} }}`),
    );
  },
  'chained operators': (chance) => {
    const chain = chance.one([
      ' AND 1 = 1',
      ' OR 1 = 1',
      " || 'a' = 'a'",
      ' + 1',
      ' AND NOT 1',
      ' AND 1 IN (1)',
      ' UNION SELECT 1',
    ]);
    return { queries: withCondition('1 = 1' + chain.repeat(1000 + chance.below(2000))) };
  },
  'pattern that explodes': (chance) => {
    const length = 1000 + chance.below(100_000);
    const pattern = chance.one([
      '(a+)+$',
      '(a|a)*$',
      '(.*)*b',
      '(a{1,100}){1,100}$',
      '([a-z]+)*\\1',
      '(?=a)b',
      '((((',
      'a{2000}{2000}',
    ]);
    const call = chance.one(['regexp_like', 'regexp_substr', 'regexp']);
    const args =
      call === 'regexp' ? `'${pattern}', '{{ "a" * ${length} }}!'` : `'{{ "a" * ${length} }}!', '${pattern}'`;
    return { queries: withCondition(`${call}(${args}) = 1`) };
  },
  'template that explodes': (chance) => ({
    queries: withCondition(
      chance.one([
        "{{ 'x' | center(300000000) }}",
        "'{{ 'x' | center(300000000) }}'",
        "{{ 'x' * 999999999 }}",
        '{{ [1] * 999999999 }}',
        "{{ 'x'.ljust(300000000) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:>999999999}'.format('x') }}",
        "{{ ('a\n' * 1000) | indent(100000) }}",
        '{{ 10 ** 10 ** 10 }}',
        "{{ 'ab' | replace('', 'x' * 100000) }}",
        '{{ range(0, 2147483647) | list | length }}',
        '{% for a in range(90000) %}{% for b in range(90000) %}{{ b }}{% endfor %}{% endfor %}',
        '{% for a in range(300) %}{% for b in range(300) %}{% for c in range(300) %}x{% endfor %}{% endfor %}{% endfor %}',
        "{% set x = 'a' * 1000000 %}{{ x ~ x ~ x }}",
        "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}",
        '{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}',
        '{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}',
        "{{ range(90000) | batch(1) | map('join') | join(',') | sql }}",
        "{{ ('a ' * 400000) | wordwrap(1) }}",
        "{{ ('a,' * 400000) | split(pat=',') | concat(with=range(90000)) | length }}",
        "{{ range(50000) | map('string') | sort | unique | list | tojson }}",
      ]),
    ),
  }),
  'statement that explodes': (chance) => ({
    queries: withQuery(
      chance.one([
        "SELECT printf('%.*c', 900000000, 'x') AS user_pool_id",
        'SELECT zeroblob(900000000) AS user_pool_id',
        "SELECT replace(hex(zeroblob(1000000)), '0', hex(zeroblob(1000))) AS user_pool_id",
        "SELECT group_concat(a.value) AS user_pool_id FROM json_each('[1,2,3]') a, json_each('[1,2,3]') b",
        `SELECT ${'abs('.repeat(300)}1${')'.repeat(300)} AS user_pool_id`,
        `SELECT ${Array.from({ length: 3000 }, (_, index) => `1 AS c${index}`).join(', ')}`,
        `SELECT 1 AS user_pool_id WHERE 1 IN (${Array.from({ length: 30_000 }, (_, index) => index).join(', ')})`,
        "SELECT 'a' LIKE '" + '%a'.repeat(2000) + "%b' AS user_pool_id",
        "SELECT json_extract('" + '['.repeat(3000) + "', '$') AS user_pool_id",
      ]),
    ),
  }),
} satisfies Readonly<Record<string, Maker>>;

/** Every class of input, each with its name. */
export const hostileKinds = Object.keys(makers) as readonly HostileKind[];

/** Statements of these are run: what they cost shows only then. */
const builtKinds: readonly HostileKind[] = ['pattern that explodes', 'statement that explodes', 'mutated'];

/** What takes a second each: of ten turns they leave nine to the mutated. */
const slowKinds: readonly HostileKind[] = [
  'map of 20,000 keys',
  'pattern that explodes',
  'statement that explodes',
  'file() that multiplies',
];

/** Input `index` of a seed; the classes take turns. */
export function hostileInput(seed: string, index: number): HostileInput {
  const turn = Math.floor(index / hostileKinds.length);
  const due = hostileKinds[index % hostileKinds.length]!;
  const kind = slowKinds.includes(due) && turn % 10 !== 0 ? 'mutated' : due;
  const made = makers[kind](new Chance(`${seed}:${index}`)) as ReturnType<Maker>;
  return {
    kind,
    manifest: made.manifest ?? goodManifest,
    queries: made.queries ?? goodQueries,
    others: made.others ?? {},
    isBuilt: builtKinds.includes(kind),
  };
}

function inOne(
  chance: Chance,
  change: (text: string, isManifest: boolean) => string,
): { readonly manifest?: string; readonly queries?: string } {
  return chance.below(2) === 0 ? { manifest: change(goodManifest, true) } : { queries: change(goodQueries, false) };
}

function mutate(text: string, chance: Chance, times: number): string {
  let result = text;
  for (let turn = 0; turn < times; turn += 1) {
    const at = chance.below(result.length + 1);
    const length = chance.below(chance.below(4) === 0 ? 80 : 4);
    const other = chance.below(result.length + 1);
    const put = chance.one([
      '',
      chance.one(pieces),
      result.slice(other, other + chance.below(60)),
      chance.one(pieces).repeat(3),
    ]);
    result = result.slice(0, at) + put + result.slice(at + length);
  }
  return result;
}

function withGlobal(value: string): string {
  return goodManifest.replace('globals:\n', () => `globals:\n  - name: hostile\n    value: ${value}\n`);
}

function withCondition(condition: string): string {
  return goodQueries.replace(
    "user_pool_name = '{{ pool_name }}'",
    () => `user_pool_name = '{{ pool_name }}' AND ${condition}`,
  );
}

function withQuery(statement: string): string {
  return goodQueries.replace(/^\/\*\+ exists[^]*?;$/m, () => `/*+ exists */\n${statement};`);
}

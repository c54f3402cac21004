import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';

/** Templates that reach for what is not theirs, and what is said of each. */
const reaching: readonly (readonly [template: string, message: string])[] = [
  [`{{ stack_name.constructor }}`, 'template/undefined: "stack_name" is a text and has no member "constructor"'],
  [
    `{{ stack_name.constructor.constructor("return process")() }}`,
    'template/wrong-argument: only functions, macros and methods can be called',
  ],
  [`{{ stack_name["constructor"] }}`, 'template/undefined: "stack_name" is a text and has no member "constructor"'],
  [
    `{{ stack_name["con" ~ "structor"]["constructor"]("return 1")() }}`,
    'template/wrong-argument: only functions, macros and methods can be called',
  ],
  [`{{ callback.__proto__ }}`, 'template/undefined: "callback" is not defined'],
  [`{{ {}.__proto__ }}`, 'template/undefined: the map has no member "__proto__"'],
  [`{{ {}["__proto__"] }}`, 'template/undefined: the map has no member "__proto__"'],
  [`{{ [].constructor.prototype }}`, 'template/undefined: a list has no member "constructor"'],
  [`{% set x = {"__proto__": {"a": 1}} %}{{ x.a }}`, 'template/undefined: "x" has no member "a"'],
  [`{{ {} | attr("__proto__") }}`, 'template/undefined: the filter "attr": there is no member "__proto__"'],
  [`{{ "" | attr("constructor") }}`, 'template/wrong-argument: the filter "attr": expected a map, not a text'],
  [
    `{{ [""] | map(attribute="constructor") | list }}`,
    'template/wrong-argument: the filter "map": an item has no member "constructor"',
  ],
  [`{{ [""] | map("constructor") | list }}`, 'template/unknown-filter: there is no filter "constructor"'],
  [
    `{{ [{}] | groupby("constructor") }}`,
    'template/wrong-argument: the filter "groupby": an item has no member "constructor"',
  ],
  [
    `{{ [{}] | sort(attribute="__proto__.toString") }}`,
    'template/wrong-argument: the filter "sort": an item has no member "__proto__.toString"',
  ],
  [`{{ range.constructor("return process")() }}`, 'template/undefined: "range" is not defined'],
  [`{{ dict.__class__.__mro__ }}`, 'template/undefined: "dict" is not defined'],
  [`{{ "".__class__.__mro__[1].__subclasses__() }}`, 'template/undefined: a text has no member "__class__"'],
  [
    `{{ "{0.__class__}".format("x") }}`,
    'template/wrong-argument: the method "format": there is no value for `{0.__class__}`',
  ],
  [
    `{% include "/etc/passwd" %}`,
    'template/forbidden: `{% include %}` is not available: a template cannot read other files',
  ],
  [
    `{% import "/etc/passwd" as x %}`,
    'template/forbidden: `{% import %}` is not available: a template cannot read other files',
  ],
  [
    `{% from "x.njk" import y %}`,
    'template/forbidden: `{% from %}` is not available: a template cannot read other files',
  ],
  [
    `{% extends "/etc/passwd" %}`,
    'template/forbidden: `{% extends %}` is not available: a template cannot read other files',
  ],
  [`{{ process.env }}`, 'template/undefined: "process" is not defined'],
  [`{{ require("fs") }}`, 'template/unknown-filter: there is no function "require"'],
  [`{{ globalThis }}`, 'template/undefined: "globalThis" is not defined'],
  [`{{ self.constructor }}`, 'template/undefined: "self" is not defined'],
  [`{{ cycler.__init__.__globals__.os }}`, 'template/undefined: "cycler" is not defined'],
  [`{{ lipsum.__globals__ }}`, 'template/undefined: "lipsum" is not defined'],
  [`{{ joiner.constructor }}`, 'template/undefined: "joiner" is not defined'],
  [
    `{% macro m() %}{{ caller.constructor }}{% endmacro %}{% call m() %}{% endcall %}`,
    'template/wrong-argument: "caller" is a macro, not a value',
  ],
  [`{% for i in [1] %}{{ loop.constructor }}{% endfor %}`, 'template/undefined: "loop" has no member "constructor"'],
];

/** Templates that would take far more than anyone has. */
const costly: readonly string[] = [
  `{{ "x" * 300000000 }}`,
  `{{ "x".center(300000000) }}`,
  `{{ "%300000000d" | format(1) }}`,
  `{{ "{:300000000}".format("x") }}`,
  `{{ "x" | indent(300000000) }}`,
  `{{ "x".zfill(300000000) }}`,
  `{{ range(100000) | join("x" * 100000) }}`,
  `{% set ns = namespace(t="x") %}{% for i in range(40) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}`,
  `{{ [1] * 300000000 }}`,
  `{% for a in range(100000) %}{% for b in range(100000) %}{% for c in range(100000) %}{% endfor %}{% endfor %}{% endfor %}`,
  `{{ range(300000000) | length }}`,
  `{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}`,
  `{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}`,
  `{{ "a" | batch(300000000, "x") | list }}`,
  '{{ ' + '('.repeat(20000) + '1' + ')'.repeat(20000) + ' }}',
  '{{ 1' + '+1'.repeat(200000) + ' }}',
  '{% if true %}'.repeat(5000) + '{% endif %}'.repeat(5000),
  `{{ ("x" * 500000) | wordwrap(1) | wordwrap(1) | length }}`,
  `{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a | tojson }}`,
  `{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}{{ ns.a == ns.b }}`,
];

const folder = 'examples/cognito-user-pool';
const file = `${folder}/resources/machine_client.iql`;

interface Told {
  readonly code: number;
  /** `code: message`, of each mistake. */
  readonly mistakes: readonly string[];
  /** Time of the processor, which is the same however busy the machine is. */
  readonly cpuMs: number;
}

async function validate(rig: Rig): Promise<Told> {
  const before = process.cpuUsage();
  const { code, output } = await rig.run('validate', folder, 'dev', '--json');
  const { user, system } = process.cpuUsage(before);
  const { diagnostics } = JSON.parse(output) as { diagnostics: readonly { code: string; message: string }[] };
  return { code, mistakes: diagnostics.map((one) => `${one.code}: ${one.message}`), cpuMs: (user + system) / 1000 };
}

describe('templates', () => {
  it('cannot reach constructors, prototypes, files or the process', async () => {
    await withRig(async (rig) => {
      rig.copy(folder);
      const globals = reaching.map(
        ([template], index) => `  - name: reaching_${index}\n    value: ${JSON.stringify(template)}\n`,
      );
      rig.edit(`${folder}/stackql_manifest.yml`, 'globals:\n', `globals:\n${globals.join('')}`);
      const { code, mistakes } = await validate(rig);
      expect(code).to.equal(1);
      expect([...mistakes].sort()).to.deep.equal(reaching.map(([, message]) => message).sort());
    });
  });

  it('are refused within a second where they would take too much', async () => {
    await withRig(async (rig) => {
      rig.copy(folder);
      const text = rig.read(file);
      await validate(rig);
      for (const template of costly) {
        rig.write(
          file,
          text.replace('INSERT INTO', () => `-- ${template}\nINSERT INTO`),
        );
        const { code, mistakes, cpuMs } = await validate(rig);
        const shown = template.slice(0, 80);
        expect(code, shown).to.equal(1);
        expect(mistakes, shown).to.have.length(1);
        expect(mistakes[0], shown).to.match(/^template\/budget: /);
        expect(cpuMs, shown).to.be.lessThan(1000);
      }
    });
  });
});

import { expect } from 'chai';
import { excerptOf } from '../../../../src/diagnostics/source.ts';
import { parseTemplate } from '../../../../src/template/parse-template.ts';
import { evaluateTemplate } from '../../../../src/template/render-template.ts';
import type { TextPlace } from '../../../../src/template/syntax/text-place.ts';
import { context, told, type Given } from '../rendering.ts';

/** The rendered text, or where and why there is none. */
function rendered(text: string, place: TextPlace, given: Given = {}): unknown {
  const { value, diagnostics } = parseTemplate(excerptOf({ path: 'pool.iql', text }), place);
  if (value === undefined) return told(diagnostics);
  const rendering = evaluateTemplate(value, context(given));
  return rendering.kind === 'rendered' ? rendering.value : rendering.kind;
}

const help = "(write {{ '{#' }} for these characters; a comment can stand outside of quotes)";
const inLiteral = (at: string): readonly string[] => [
  `template/syntax ${at} a comment cannot stand in a literal: it would vanish from the text ${help}`,
];
const branching = (at: string): readonly string[] => [
  `template/syntax ${at} whether \`{#\` begins a comment depends on the branch before it, which may open a quote ${help}`,
];

describe('`{#` in a query', () => {
  const cases: readonly (readonly [text: string, outcome: unknown])[] = [
    // Inside quotes Cognito's placeholders are text.
    ["SELECT 'Your code is {####}'", "SELECT 'Your code is {####}'"],
    ["'{##Click here##}'", "'{##Click here##}'"],
    ["'{####}{####} {##a##}'", "'{####}{####} {##a##}'"],
    ["'{##{{ x }}##}'", "'{##A##}'"],
    ["'{## {%- if x %} a {%- endif -%} ##}'", "'{## a##}'"],
    ["'a\n{####}\nb'", "'a\n{####}\nb'"],
    ["'it''s {####}'", "'it''s {####}'"],
    ["'' '{####}'", "'' '{####}'"],
    ['\'{"EmailMessage": "{####}"}\'', '\'{"EmailMessage": "{####}"}\''],
    ["'\"' || '{####}'", "'\"' || '{####}'"],
    ['SELECT "{####}", `{####}`', 'SELECT "{####}", `{####}`'],
    ["'{{ '{####}' }}'", "'{####}'"],
    ["'a\\'{# b #}", "'a\\'"],
    // Outside they are comments.
    ['a {### ACL for tables ###} b', 'a  b'],
    ['a {####} b', 'a  b'],
    ['a {# b #} c {#- d -#} e', 'a  ce'],
    ["'a' {# it's #} 'b {####}'", "'a'  'b {####}'"],
    ["{# 'a #}'{####}'", "'{####}'"],
    // Comments of SQL open and close no literal.
    ["-- it's\na {# b #}", "-- it's\na "],
    ["# it's\na {# b #}", "# it's\na "],
    ["// it's\na {# b #}", "// it's\na "],
    ["/* it's ** */a {# b #}", "/* it's ** */a "],
    ["'--' {# b #}", "'--' "],
    ["a - b / c {# b #} '{####}'", "a - b / c  '{####}'"],
    ["'-- /* {####}'", "'-- /* {####}'"],
    ["-- {# b #} it's\n'{####}'", "--  it's\n'{####}'"],
    ["-{{ 1 }}- '{####}'", "-1- '{####}'"],
    ["-{# a #}- it's {# b #}", "-- it's "],
    ["-- a\n{%- if x %} it's\n{# b #}{% endif %}", "-- a it's\n"],
    // Branches.
    ["{% if x %}'a {####}'{% else %}'b {####}'{% endif %}", "'a {####}'"],
    ["{% if y %}'a {% elif x %}'b {% else %}'c {% endif %}{####}'", "'b {####}'"],
    ["'{% if x %}a{% endif %} {####}'", "'a {####}'"],
    ["'a{% if x %}', '{% endif %}{####}'", "'a', '{####}'"],
    ["{% if x %}'a'{% endif %} {# b #}", "'a' "],
    ["{% if x %}{% if y %}'a'{% else %}'b {% endif %}{% endif %}'", "'b '"],
    ["{% for i in [1, 2] %}'{####}',{# next #} {% endfor %}", "'{####}', '{####}', "],
    ["'{% for i in [1, 2] %}', '{####}{% endfor %}'", "'', '{####}', '{####}'"],
    ["'{% for i in [] %}a{% else %}{####}{% endfor %}'", "'{####}'"],
    ["{% raw %}'{{ {% endraw %}{####}'", "'{{ {####}'"],
    ["{% raw %}'{# a #}{% endraw %}'", "'{# a #}'"],
    ["{% with z = 1 %}'{% endwith %}{####}'", "'{####}'"],
    // What becomes a value is text wherever it is used; macros write statements.
    ['{% set m %}Your code is {####}{# why #}{% endset %}{{ m }}', 'Your code is {####}'],
    ["'{% set m %}it's{% endset %}{####}'", "'{####}'"],
    ['{% filter upper %}{##a##}{% endfilter %}', '{##A##}'],
    ["{% macro m() %}'{####}'{# why #}{% endmacro %}{{ m() }}", "'{####}'"],
    ["'{% macro m() %}'a'{% endmacro %}{####}'", "'{####}'"],
  ];
  for (const [text, outcome] of cases) {
    it(`renders ${JSON.stringify(text)}`, () => {
      expect(rendered(text, 'query', { x: 'A', y: '' })).to.equal(outcome);
    });
  }

  const refused: readonly (readonly [text: string, told: readonly string[]])[] = [
    ["SELECT 'a {# b #} c'", inLiteral('1:11')],
    ["SELECT 'a\n{#- b -#} c'", inLiteral('2:1')],
    ["'{% if x %}{# b #}{% endif %}'", inLiteral('1:12')],
    ["'{#'", inLiteral('1:2')],
    ['"{# b #}"', inLiteral('1:2')],
    ["{% if x %}'{% endif %}{####}{% if x %}'{% endif %}", branching('1:23')],
    ["{% if x %}'{% else %}{% endif %}{# a #}", branching('1:33')],
    [
      "{% for i in [1] %}'{####}{% endfor %}",
      [
        'template/syntax 1:4 the loop opens or closes a quote, so that `{#` in it is text in one turn and a comment in the next (close in the loop what it opens)',
      ],
    ],
    [
      '{% macro m() %}Your code is {####}{% endmacro %}',
      [`template/syntax 1:29 whether \`{##\` begins a comment depends on where the macro is called ${help}`],
    ],
    ['a {# b', ['template/syntax 1:3 the comment is never closed: `#}` is missing']],
  ];
  for (const [text, diagnostics] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(rendered(text, 'query', { x: 'A' })).to.deep.equal(diagnostics);
    });
  }
});

describe('`{#` in a value', () => {
  it('is text where it is doubled, whatever the quotes around it', () => {
    for (const text of ['Your code is {####}', "it's {##a##}", '{####}', '-- {####}', '"{####}"']) {
      expect(rendered(text, 'value')).to.equal(text);
    }
    expect(rendered('{##{{ x }}##}', 'value', { x: 1 })).to.equal('{##1##}');
  });

  it('is no comment', () => {
    for (const text of ['a {# b #}', 'a {#', 'a {#- b -#}']) {
      expect(rendered(text, 'value')).to.deep.equal([
        `template/syntax 1:3 a comment cannot stand in a value: it would vanish from the text (write {{ '{#' }} for these characters; a comment of YAML can stand behind a blank and #)`,
      ]);
    }
  });

  it('is text in a data file', () => {
    for (const text of ['a {# b #} {####}', 'a {#', 'a  {#- b -#} ', '{#}']) {
      expect(rendered(text, 'file')).to.equal(text);
    }
    expect(rendered('a {#- {{ x }} #}', 'file', { x: 1 })).to.equal('a {#- 1 #}');
  });
});

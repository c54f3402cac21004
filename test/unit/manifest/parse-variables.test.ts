import { expect } from 'chai';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { parseVariables } from '../../../src/manifest/parse-variables.ts';
import { NumberAsWritten, type Value } from '../../../src/values/value.ts';
import { dedent } from '../../support/dedent.ts';

function variables(text: string): readonly (readonly [string, Value])[] | undefined {
  const { value } = parseVariables({ path: 'vars.yml', text });
  return value && [...value];
}

function shown(text: string): string {
  return `${formatDiagnostics(parseVariables({ path: 'vars.yml', text }).diagnostics)}\n`;
}

describe('parseVariables', () => {
  it('keeps the types of values, nested ones too', () => {
    expect(variables('text: "1"\nnumber: 1.0\nflag: true\nnothing:\nlist: [1, {a: 012}]\n')).to.deep.equal([
      ['text', '1'],
      ['number', new NumberAsWritten(1, '1.0')],
      ['flag', true],
      ['nothing', null],
      ['list', [1, { a: new NumberAsWritten(12, '012') }]],
    ]);
  });

  it('reads JSON', () => {
    expect(variables('{"a": [1, null], "__proto__": {"b": "c"}}')).to.deep.equal([
      ['a', [1, null]],
      ['__proto__', { b: 'c' }],
    ]);
  });

  it('has none for an empty file', () => {
    expect(variables('# later\n')).to.deep.equal([]);
    expect(shown('')).to.equal('\n');
  });

  it('refuses what is no map', () => {
    expect(variables('- a\n')).to.equal(undefined);
    expect(shown('- a\n')).to.equal(dedent`
      error[input/variable]: a variables file must be a map of names to values
       --> vars.yml:1:1
        |
      1 | - a
        | ^^^
        = help: write each as name: value
    `);
  });

  it('refuses a variable that stands twice, and one without a name', () => {
    expect(shown('a: 1\na: 2\n')).to.equal(dedent`
      error[manifest/duplicate-key]: duplicate key "a"
       --> vars.yml:2:1
        |
      1 | a: 1
      2 | a: 2
        | ^
      note: first here
       --> vars.yml:1:1
        |
      1 | a: 1
        | ^
      2 | a: 2
    `);
    expect(shown('"": 1\n')).to.equal(dedent`
      error[input/variable]: a variable must have a name
       --> vars.yml:1:1
        |
      1 | "": 1
        | ^^
    `);
  });

  it('has no value where the file refers to itself', () => {
    expect(variables('a: &x [*x]\n')).to.equal(undefined);
  });
});

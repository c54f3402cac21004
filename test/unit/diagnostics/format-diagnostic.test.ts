import { expect } from 'chai';
import { mistake, warning } from '../../../src/diagnostics/diagnostic.ts';
import { formatDiagnostic, formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import type { Paint } from '../../../src/diagnostics/paint.ts';
import { dedent } from '../../support/dedent.ts';

const lines = [
  'globals:',
  ...Array.from({ length: 9 }, () => '  # -'),
  'resources:',
  '  - name: web',
  '    typ: query',
];
const source = { path: 'web/stackql_manifest.yml', text: lines.join('\n') };
const at = (text: string): { source: typeof source; start: number; end: number } => {
  const start = source.text.indexOf(text);
  return { source, start, end: start + text.length };
};

describe('formatDiagnostic', () => {
  it('shows code, message, place, lines and help', () => {
    const found = mistake('manifest/unknown-key', 'unknown key "typ" in resource "web"', {
      at: at('typ'),
      help: 'did you mean "type"?',
    });
    expect(`${formatDiagnostic(found)}\n`).to.equal(
      dedent`
        error[manifest/unknown-key]: unknown key "typ" in resource "web"
          --> web/stackql_manifest.yml:13:5
           |
        12 |   - name: web
        13 |     typ: query
           |     ^^^
           = help: did you mean "type"?
      `,
    );
  });

  it('shows related places in frames of the same width, and the help at the end', () => {
    const found = warning('manifest/duplicate-name', 'twice', {
      at: at('web'),
      related: [{ message: 'first here', at: at('globals') }],
      help: 'rename one',
    });
    expect(`${formatDiagnostic(found)}\n`).to.equal(
      dedent`
        warning[manifest/duplicate-name]: twice
          --> web/stackql_manifest.yml:12:11
           |
        11 | resources:
        12 |   - name: web
           |           ^^^
        13 |     typ: query
        note: first here
          --> web/stackql_manifest.yml:1:1
           |
         1 | globals:
           | ^^^^^^^
         2 |   # -
           = help: rename one
      `,
    );
  });

  it('is one line, and the help, where there is no place', () => {
    const found = mistake('input/file-missing', 'there is no file x.yml', { help: 'name another' });
    expect(formatDiagnostic(found)).to.equal(
      'error[input/file-missing]: there is no file x.yml\n  = help: name another',
    );
  });

  it('paints every part', () => {
    const named = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const paint: Paint = {
      error: named('error'),
      warning: named('warning'),
      note: named('note'),
      place: named('place'),
      dim: named('dim'),
      bold: named('bold'),
    };
    const found = warning('manifest/unknown-key', 'no', {
      at: { source: { path: 'a', text: 'x' }, start: 0, end: 1 },
      help: 'yes',
    });
    expect(formatDiagnostic(found, paint).split('\n')).to.deep.equal([
      '<warning>warning[manifest/unknown-key]</warning><bold>: no</bold>',
      ' <dim>--></dim> <place>a:1:1</place>',
      '<dim>  |</dim>',
      '<dim>1 |</dim> x',
      '<dim>  |</dim> <warning>^</warning>',
      '  <dim>=</dim> <note>help</note>: yes',
    ]);
  });
});

describe('formatDiagnostics', () => {
  it('puts a blank line between two', () => {
    const list = [mistake('input/region', 'one'), warning('input/region', 'two')];
    expect(formatDiagnostics(list)).to.equal('error[input/region]: one\n\nwarning[input/region]: two');
  });

  it('tells only the number beyond the first hundred', () => {
    const list = Array.from({ length: 103 }, () => mistake('input/region', 'same'));
    expect(formatDiagnostics(list).split('\n\n').slice(99)).to.deep.equal([
      'error[input/region]: same',
      'and 3 mistakes more',
    ]);
  });
});

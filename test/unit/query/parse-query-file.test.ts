import { expect } from 'chai';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { Source } from '../../../src/diagnostics/source.ts';
import { hasAnchorLine, parseAnchoredText, parseQueryFile } from '../../../src/query/parse-query-file.ts';

function parse(...lines: readonly string[]) {
  const source: Source = { path: 'resources/pool.iql', text: lines.join('\n') };
  const { value = [], diagnostics } = parseQueryFile(source);
  return { source, queries: value, messages: diagnostics.map((found) => describeFound(found)) };
}

/** `severity code "the text it points at": message (help)`. */
function describeFound({ severity, code, message, at, help }: Diagnostic): string {
  const place = at === undefined ? '' : at.source.text.slice(at.start, at.end);
  return `${severity} ${code} "${place}": ${message}${help === undefined ? '' : ` (${help})`}`;
}

const defaults = {
  retries: 1,
  retryDelaySeconds: 0,
  postdeleteRetries: 10,
  postdeleteRetryDelaySeconds: 5,
  shortCircuit: undefined,
};

describe('parseQueryFile', () => {
  it('gives each anchor the text up to the next one', () => {
    const { source, queries, messages } = parse('/*+ exists */', 'SELECT 1;', '', '  /*+ create */', 'INSERT …', '');
    expect(messages).to.deep.equal([]);
    expect(queries.map(({ anchor, excerpt, options }) => ({ anchor, text: excerpt.text, options }))).to.deep.equal([
      { anchor: 'exists', text: '\nSELECT 1;\n\n', options: defaults },
      { anchor: 'create', text: '\nINSERT …\n', options: defaults },
    ]);
    const create = queries[1]!;
    expect(source.text.slice(create.at.start, create.at.end)).to.equal('create');
    expect(create.excerpt.offsetAt(1)).to.equal(source.text.indexOf('INSERT'));
  });

  it('reads a query on the line of its anchor', () => {
    expect(parse('/*+ delete */ DELETE FROM t').queries[0]?.excerpt.text).to.equal(' DELETE FROM t');
  });

  it('keeps carriage returns out of the way', () => {
    const { queries, messages } = parse('/*+ exists, retries=2 */\r', 'SELECT 1\r');
    expect(messages).to.deep.equal([]);
    expect(queries[0]?.options.retries).to.equal(2);
  });

  it('knows the older names preflight and postdeploy', () => {
    const { queries } = parse('/*+ preflight */', 'SELECT 1', '/*+ postdeploy */', 'SELECT 1');
    expect(queries.map(({ anchor }) => anchor)).to.deep.equal(['exists', 'statecheck']);
  });

  it('takes options with commas, blanks and quotes', () => {
    const { queries, messages } = parse(
      '/*+ exists retries = 5 , retry_delay=7 postdelete_retries=3,postdelete_retry_delay=0 */',
      'SELECT 1',
      `/*+ callback:create, short_circuit_field="OperationStatus", short_circuit_value='SUCCESS' */`,
      'SELECT 1',
    );
    expect(messages).to.deep.equal([]);
    expect(queries.map(({ options }) => options)).to.deep.equal([
      { ...defaults, retries: 5, retryDelaySeconds: 7, postdeleteRetries: 3, postdeleteRetryDelaySeconds: 0 },
      {
        ...defaults,
        retries: 3,
        retryDelaySeconds: 5,
        shortCircuit: { field: 'OperationStatus', value: 'SUCCESS' },
      },
    ]);
  });

  it('points at what is wrong with an anchor', () => {
    const { messages } = parse(
      '/*+ exist */',
      'SELECT 1',
      '/*+ CREATE */',
      'SELECT 1',
      '/*+ frobnicate */',
      'SELECT 1',
      '/*+ AWAIT */',
      'SELECT 1',
      '/*+ update',
      'SELECT 1',
      '/*+ */',
      'SELECT 1',
    );
    const all =
      'the anchors are exists, statecheck, create, update, createorupdate, exports, delete, callback, callback:create, ' +
      'callback:update, callback:delete, troubleshoot, troubleshoot:create, troubleshoot:update, troubleshoot:delete and command';
    expect(messages).to.deep.equal([
      'error query/unknown-anchor "exist": there is no anchor exist (did you mean "exists"?)',
      `warning query/unknown-anchor "frobnicate": there is no anchor frobnicate: its query is never run (${all})`,
      'error query/unknown-anchor "AWAIT": AWAIT is a hint to StackQL and no anchor (leave it out: a write always waits for the end of its request)',
      'error query/unknown-anchor "/*+ update": this anchor is not closed on its line (end it with */)',
      `error query/unknown-anchor "/*+ */": this anchor has no name (${all})`,
    ]);
  });

  it('points at what is wrong with an option', () => {
    const { messages, queries } = parse(
      '/*+ exists, retrys=3, retries=0, retry_delay=soon, retries, postdelete_retries=2, postdelete_retries=3 */',
      'SELECT 1',
      '/*+ statecheck, postdelete_retries=2 */',
      'SELECT 1',
      '/*+ callback, short_circuit_field=a.b */',
      'SELECT 1',
    );
    expect(messages).to.deep.equal([
      'error query/unknown-option "retrys": there is no option retrys (did you mean "retries"?)',
      'error query/wrong-option "0": retries must be a whole number from 1 to 86400, not 0',
      'error query/wrong-option "soon": retry_delay must be a whole number from 0 to 86400, not soon',
      'error query/wrong-option "retries": the option retries has no value (write retries=5)',
      'error query/wrong-option "postdelete_retries": duplicate option postdelete_retries',
      'warning query/unknown-option "postdelete_retries": the option postdelete_retries has no effect on statecheck: it belongs to exists',
      'error query/wrong-option "short_circuit_field": short_circuit_field does nothing without short_circuit_value (add short_circuit_value=…)',
    ]);
    expect(queries.map(({ anchor }) => anchor)).to.deep.equal(['exists', 'statecheck', 'callback']);
  });

  it('does not take a name of every object for an option', () => {
    expect(parse('/*+ exists, constructor=1, __proto__=2 */', 'SELECT 1').messages).to.have.length(2);
  });

  it('refuses an anchor that stands twice, under an older name too', () => {
    const { queries, messages } = parse('/*+ exists */', 'SELECT 1', '/*+ preflight */', 'SELECT 2');
    expect(messages).to.deep.equal(['error query/duplicate-anchor "preflight": duplicate anchor exists in this file']);
    expect(queries).to.have.length(1);
  });

  it('refuses an anchor with nothing but comments behind it', () => {
    const { messages } = parse('/*+ exists */', '-- SELECT 1', '{# later #}', ';', '/*+ create */', '/* x */ INSERT');
    expect(messages).to.deep.equal(['error query/empty "exists": the anchor exists has no query']);
  });

  it('lets comments stand before the first anchor, and warns of anything else', () => {
    expect(parse('-- a', '# b', '// c', '/* d', '*/', '/*+ exists */', 'SELECT 1').messages).to.deep.equal([]);
    expect(parse('-- a', 'SELECT 1 ', '/*+ exists */', 'SELECT 1').messages).to.deep.equal([
      'warning query/unused "SELECT 1": text before the first anchor belongs to no query (put a line such as /*+ create */ before it)',
    ]);
  });

  it('sees an anchor only where it begins a line', () => {
    const { queries } = parse('/*+ exists */', "SELECT '/*+ create */', /*+ delete */ 1");
    expect(queries).to.have.length(1);
  });

  it('lets an anchor end a literal that goes over lines', () => {
    const { queries } = parse('/*+ exists */', "SELECT '", '/*+ create */', "'");
    expect(queries.map(({ anchor }) => anchor)).to.deep.equal(['exists', 'create']);
  });
});

describe('parseAnchoredText', () => {
  it('places anchors and queries through the excerpt', () => {
    const source: Source = { path: 'stackql_manifest.yml', text: 'sql: |\n  /*+ command */\n  SELECT 1\n' };
    const text = '/*+ command */\nSELECT 1\n';
    const offsetAt = (index: number): number => index + 9 + (index >= 15 ? 2 : 0);
    const [query] = parseAnchoredText({ source, text, offsetAt }).value ?? [];
    expect(source.text.slice(query!.at.start, query!.at.end)).to.equal('command');
    expect(query!.excerpt.offsetAt(1)).to.equal(source.text.indexOf('SELECT'));
  });
});

describe('hasAnchorLine', () => {
  it('tells a single query from anchored ones', () => {
    expect(hasAnchorLine('SELECT /*+ x */ 1')).to.equal(false);
    expect(hasAnchorLine('-- a\n /*+ exists */ SELECT 1')).to.equal(true);
    expect(hasAnchorLine('-- a\n /*+ exists */ SELECT 1')).to.equal(true);
  });
});

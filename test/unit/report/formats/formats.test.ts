import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { formatOption } from '../../../../src/cli/definitions/query.ts';
import { findFormat, resultFormats } from '../../../../src/report/formats/index.ts';
import type { ShownRows } from '../../../../src/report/formats/result-format.ts';
import { dedent } from '../../../support/dedent.ts';
import { hardRows, plainRows as rows } from '../../../support/result-rows.ts';

function formatted(name: string, width?: number, given: ShownRows = rows): string {
  return findFormat(name)!.format(given, { width });
}

describe('the formats of results', () => {
  it('are those that the options offer', () => {
    expect(formatOption().argChoices).to.deep.equal(resultFormats.map((format) => format.name));
  });

  it('table: keeps to 80 columns, wide characters, lines and nested JSON in it', () => {
    expect(formatted('table', 80)).to.equal(dedent`
      ┌────────┬──────────┬─────────────────────────┬─────────────────────────┬──────┐
      │ name   │ sessions │ policy                  │ note                    │ name │
      ├────────┼──────────┼─────────────────────────┼─────────────────────────┼──────┤
      │ プール │       30 │ {"Version":"2012-10-17… │ first line␊second "lin… │ NULL │
      │ 👩‍💻 web │      1.5 │ []                      │                         │ no   │
      │ NULL   │ NULL     │ NULL                    │  a, b                   │ true │
      └────────┴──────────┴─────────────────────────┴─────────────────────────┴──────┘
    `);
  });

  it('table: shows cells whole where there is room', () => {
    expect(formatted('table', 200)).to.equal(dedent`
      ┌────────┬──────────┬───────────────────────────────────────────────────────────────────────────────────────────────────────┬──────────────────────────┬──────┐
      │ name   │ sessions │ policy                                                                                                │ note                     │ name │
      ├────────┼──────────┼───────────────────────────────────────────────────────────────────────────────────────────────────────┼──────────────────────────┼──────┤
      │ プール │       30 │ {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"]},{}]} │ first line␊second "line" │ NULL │
      │ 👩‍💻 web │      1.5 │ []                                                                                                    │                          │ no   │
      │ NULL   │ NULL     │ NULL                                                                                                  │  a, b                    │ true │
      └────────┴──────────┴───────────────────────────────────────────────────────────────────────────────────────────────────────┴──────────────────────────┴──────┘
    `);
  });

  it('table: is as wide as it gets where nothing limits it', () => {
    expect(formatted('table')).to.equal(formatted('table', 200));
  });

  it('table: gives more columns than fit a line each', () => {
    const columns = Array.from({ length: 12 }, (_, index) => `column_${index}`);
    const wide = { columns, rows: [columns.map((_, index) => index)] };
    expect(formatted('table', 80, wide)).to.equal(formatted('lines', 80, wide));
    expect(formatted('table', 200, wide)).to.match(/^┌/);
  });

  it('lines: shows every value whole', () => {
    expect(formatted('lines', 80)).to.equal(dedent`
      ── row 1 ──
      name      プール
      sessions  30
      policy    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"]},{}]}
      note      first line
                second "line"
      name      NULL
      ── row 2 ──
      name      👩‍💻 web
      sessions  1.5
      policy    []
      note
      name      no
      ── row 3 ──
      name      NULL
      sessions  NULL
      policy    NULL
      note       a, b
      name      true
    `);
  });

  it('json: keeps types, order and a name for each column', () => {
    expect(formatted('json')).to.equal(dedent`
      [
        {
          "name": "プール",
          "sessions": 30,
          "policy": {
            "Version": "2012-10-17",
            "Statement": [
              {
                "Effect": "Allow",
                "Action": [
                  "s3:GetObject",
                  "s3:PutObject"
                ]
              },
              {}
            ]
          },
          "note": "first line\nsecond \"line\"",
          "name_2": null
        },
        {
          "name": "👩‍💻 web",
          "sessions": 1.5,
          "policy": [],
          "note": "",
          "name_2": "no"
        },
        {
          "name": null,
          "sessions": null,
          "policy": null,
          "note": " a, b",
          "name_2": true
        }
      ]
    `);
  });

  it('csv: quotes what a comma, quote, line break or blank at the edge would break', () => {
    expect(formatted('csv')).to.equal(dedent`
      name,sessions,policy,note,name
      プール,30,"{""Version"":""2012-10-17"",""Statement"":[{""Effect"":""Allow"",""Action"":[""s3:GetObject"",""s3:PutObject""]},{}]}","first line
      second ""line""",
      👩‍💻 web,1.5,[],"",no
      ,,," a, b",true
    `);
  });

  it('yaml: quotes what a reader could take for something else', () => {
    expect(formatted('yaml')).to.equal(dedent`
      - name: プール
        sessions: 30
        policy:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Action:
                - s3:GetObject
                - s3:PutObject
            - {}
        note: "first line\nsecond \"line\""
        name_2: null
      - name: "👩‍💻 web"
        sessions: 1.5
        policy: []
        note: ""
        name_2: "no"
      - name: null
        sessions: null
        policy: null
        note: " a, b"
        name_2: true
    `);
  });

  it('csv: is read back by a strict reader', () => {
    expect(readCsv(formatted('csv'))).to.deep.equal([
      ['name', 'sessions', 'policy', 'note', 'name'],
      ['プール', '30', JSON.stringify(rows.rows[0]![2]), 'first line\nsecond "line"', ''],
      ['👩‍💻 web', '1.5', '[]', '', 'no'],
      ['', '', '', ' a, b', 'true'],
    ]);
    expect(readCsv(formatted('csv', undefined, { columns: ['a'], rows: [[null], ['x']] }))).to.deep.equal([
      ['a'],
      [''],
      ['x'],
    ]);
  });

  it('json and yaml: are read back as they were, several results too', () => {
    const json = formatted('json');
    const expected: unknown = JSON.parse(json);
    const more = hardRows;
    const parsed = parseAllDocuments(
      findFormat('yaml')!.join([formatted('yaml'), formatted('yaml', undefined, more)], 2),
    );
    expect(parsed.map((document): unknown => (document as { toJS(): unknown }).toJS())).to.deep.equal([
      expected,
      JSON.parse(formatted('json', undefined, more)),
    ]);
    const old = parseAllDocuments(formatted('yaml', undefined, more), { version: '1.1' });
    expect(old.map((document): unknown => (document as { toJS(): unknown }).toJS())).to.deep.equal([
      JSON.parse(formatted('json', undefined, more)),
    ]);
    expect(JSON.parse(findFormat('json')!.join([json, json], 2))).to.deep.equal([expected, expected]);
  });

  it('write nothing, and names without rows', () => {
    const none = { columns: ['a', 'b'], rows: [] };
    expect(resultFormats.map((format) => format.format(none, { width: 80 }))).to.deep.equal([
      '┌───┬───┐\n│ a │ b │\n├───┼───┤\n└───┴───┘\n',
      '[]\n',
      'a,b\n',
      '[]\n',
      '',
    ]);
  });
});

/** RFC 4180, with `\n` between records; anything that it does not allow is an error. */
function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let rest = text;
  while (rest !== '') {
    const record: string[] = [];
    for (;;) {
      const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\n)/.exec(rest);
      if (field === null) throw new Error(`no CSV: ${rest}`);
      rest = rest.slice(field[0].length);
      record.push(field[1]?.replaceAll('""', '"') ?? field[2] ?? '');
      if (field[3] === '\n') break;
    }
    records.push(record);
  }
  return records;
}

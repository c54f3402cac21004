import { expect } from 'chai';
import { sqlFunctions } from '../../../../src/engine/functions/index.ts';
import { integerOf, textOf, type SqlValue } from '../../../../src/engine/functions/sql-function.ts';

type Row = readonly [parameters: readonly SqlValue[], value: SqlValue | { readonly error: string }];

function call(name: string, parameters: readonly SqlValue[]): SqlValue | { readonly error: string } {
  const answer = sqlFunctions.find((candidate) => candidate.name === name)!.evaluate(...parameters);
  return answer.ok ? answer.value : { error: answer.error };
}

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    for (const [parameters, value] of rows) {
      const shown = parameters.map((parameter) =>
        typeof parameter === 'bigint' ? `${parameter}` : JSON.stringify(parameter),
      );
      it(`${name}(${shown.join(', ')}) is ${JSON.stringify(value)}`, () => {
        expect(call(name, parameters)).to.deep.equal(value);
      });
    }
  });
}

describe('SQL functions', () => {
  table('split_part', [
    [['a|b|c', '|', 1], 'a'],
    [['a|b|c', '|', 3], 'c'],
    [['a|b|c', '|', -1], 'c'],
    [['a|b|c', '|', -3], 'a'],
    [['a|b|c', '|', 4], null],
    [['a|b|c', '|', -4], null],
    [['a|b|c', '|', 0], null],
    [['a||c', '|', 2], ''],
    [['arn:aws:ec2:r:1:vpc/vpc-1', '/', 2], 'vpc-1'],
    [['a.b', '.', 2], 'b'],
    [['whole', '|', 1], 'whole'],
    [['whole', '|', -1], 'whole'],
    [['whole', '|', 2], null],
    [['', '|', 1], ''],
    [['a|b', '', 1], null],
    [[null, '|', 1], null],
    [['a|b', null, 1], null],
    [['a|b', '|', null], null],
    [['a|b', '|', '2nd'], 'b'],
    [['a|b', '|', 2.9], 'b'],
    [['a|b', '|', 'x'], null],
    [[12345, '3', 2], '45'],
    [[9007199254740993n, '07', 2], '199254740993'],
    [['a😀b', '😀', 2], 'b'],
  ]);

  const tagged = '[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]';
  table('has_tags', [
    [[tagged, '{"a":"1"}'], 1],
    [[tagged, '{"a":"1","b":"2"}'], 1],
    [[tagged, '{"a":"2"}'], 0],
    [[tagged, '{"c":"1"}'], 0],
    [[tagged, '{}'], 1],
    [['{"a":"1"}', '{"a":"1"}'], 1],
    [['[{"key":"a","value":"1"}]', '{"a":"1"}'], 1],
    [['[{"TagKey":"a","TagValue":"1"}]', '{"a":"1"}'], 1],
    [['[{"Key":"a"}]', '{"a":""}'], 1],
    [['[{"Name":"a"},"a",{"Key":1}]', '{"a":""}'], 0],
    [['text', '{"a":"1"}'], 0],
    [['"text"', '{"a":"1"}'], 0],
    [[null, '{"a":"1"}'], 0],
    [[null, '{}'], 1],
    [[tagged, null], { error: 'its second argument is not a JSON map of tags' }],
    [[tagged, '["a"]'], { error: 'its second argument is not a JSON map of tags' }],
  ]);

  table('json_equal', [
    [['{"a":1,"b":2}', '{"b":2,"a":1}'], 1],
    [['[1,2]', '[2,1]'], 0],
    [['{"a":1}', '{"A":1}'], 0],
    [['1', '1.0'], 1],
    [['0.30000000000000004', '0.3'], 1],
    [['0.31', '0.3'], 0],
    [['1', '"1"'], 0],
    [['true', '1'], 0],
    [['null', 'null'], 1],
    [['{"a":null}', '{}'], 0],
    [['"x"', '"x"'], 1],
    [['{"a":[{"b":[]}]}', ' { "a" : [ { "b" : [ ] } ] } '], 1],
    [['{"a":1,"a":2}', '{"a":2}'], 1],
    [['{"__proto__":1}', '{"__proto__":1}'], 1],
    [['{"__proto__":1}', '{"__proto__":2}'], 0],
    [['{"toString":1}', '{"a":1}'], 0],
    [[null, '{}'], 0],
    [['null', null], 0],
    [[null, null], 1],
    [['{} x', '{}'], { error: 'its first argument is not JSON' }],
    [['{}', ''], { error: 'its second argument is not JSON' }],
  ]);

  table('aws_policy_equal', [
    [['not json', 'not json'], 1],
    [['{"Action":["a","b"]}', '{"Action":["b","a"]}'], 1],
    [['{"Action":["a","b"]}', '{"action":["b","a"]}'], 1],
    [['{"action":["a","b"]}', '{"Action":["b","a"]}'], 0],
    [['{"Action":"a"}', '{"Action":["a"]}'], 1],
    [['{"Statement":[{"Sid":"1"},{"Sid":"2"}]}', '{"Statement":[{"Sid":"2"},{"Sid":"1"}]}'], 0],
    [['{"Statement":["a"]}', '{"Statement":"a"}'], 1],
    [['{"Resource":"arn:aws:s3:::B"}', '{"Resource":"arn:aws:s3:::b"}'], 1],
    [['{"Resource":"ARN:aws:s3:::b"}', '{"Resource":"arn:aws:s3:::b"}'], 0],
    [['{"Id":"arn:aws:s3:::B"}', '{"Id":"arn:aws:s3:::b"}'], 0],
    [['{"Principal":{"AWS":["x","y"]}}', '{"Principal":{"AWS":["y","x"]}}'], 1],
    [['{"Condition":{"StringEquals":{"k":["x","y"]}}}', '{"Condition":{"StringEquals":{"k":["y","x"]}}}'], 0],
    [['[{"Key":"a"},{"Key":"b"}]', '[{"Key":"b"},{"Key":"a"}]'], 1],
    [['{"Tags":[{"Key":"a"},{"Key":"b"}]}', '{"tags":[{"Key":"b"},{"Key":"a"}]}'], 1],
    [['{"Action":["a","a","b"]}', '{"Action":["a","b","b"]}'], 1],
    [['{"Action":["a","a"]}', '{"Action":["a","b"]}'], 0],
    [['{"Action":["a"]}', '{"Action":["a","a"]}'], 0],
    [['{"Statement":{"Effect":"Allow","Action":"a:b"}}', '{"Statement":[{"Effect":"Allow","Action":["A:B"]}]}'], 1],
    [
      [
        '{"Statement":[{"Effect":"Allow","Principal":"*"},{"Effect":"Deny","Principal":{"AWS":"123456789012"}}]}',
        '{"Statement":[{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:root"}},{"Effect":"Allow","Principal":{"AWS":"*"}}]}',
      ],
      1,
    ],
    [['{"Statement":{"Effect":"Allow"}}', '{"Statement":[{"Effect":"Deny"}]}'], 0],
    [['{"a":1}', '{}'], 0],
    [['{}', '{"a":1}'], 0],
    [['{"a":"1"}', '{"a":1}'], 0],
    [['{"a":"true"}', '{"a":true}'], 0],
    [[null, '{}'], 0],
    [[null, null], 1],
    [['{', '{}'], { error: 'its first argument is not JSON' }],
  ]);

  table('regexp_like', [
    [['user-pool-1', 'pool'], 1],
    [['user-pool-1', '^pool'], 0],
    [['user-pool-1', '^user-.*-\\d{1,2}$'], 1],
    [['a\nb', 'a.b'], 1],
    [['x', ''], 1],
    [[null, 'x'], null],
    [['x', null], null],
    [['x', '(?=y)'], { error: 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`' }],
    [['x', '(y'], { error: 'error parsing regexp: missing closing ): `(y`' }],
  ]);

  table('regexp', [
    [['^a', 'abc'], 1],
    [['^b', 'abc'], 0],
    [[null, 'abc'], null],
  ]);

  table('regexp_substr', [
    [['arn:aws:ec2:eu-west-1:1:vpc/vpc-0a', 'vpc-[0-9a-f]+'], 'vpc-0a'],
    [['abc', 'x'], null],
    [['abc', ''], ''],
    [['a😀b', '😀.'], '😀b'],
    [[null, 'x'], null],
  ]);

  table('regexp_replace', [
    [['a1b22', '\\d+', '#'], 'a#b#'],
    [['abc', 'x', '#'], 'abc'],
    [['abc', '(b)', '[$1]'], 'a[$1]c'],
    [['abc', 'b*', 'X'], 'XaXcX'],
    [['', 'a*', 'X'], 'X'],
    [['abc', 'b', null], null],
  ]);

  table('string', [
    [['{"a": 1}'], '{"a": 1}'],
    [[12], '12'],
    [[null], null],
  ]);

  it('take time in proportion to the text where a backtracking engine would never end', () => {
    expect(call('regexp_like', ['a'.repeat(5000) + '!', '^(a+)+$'])).to.equal(0);
  });

  it('have a fixed number of arguments each', () => {
    expect(
      sqlFunctions.map(({ name, parameters, hidden = 0 }) => `${name}/${parameters.length - hidden}`),
    ).to.deep.equal([
      'as_declared/2',
      'aws_policy_equal/2',
      'has_tags/2',
      'json_equal/2',
      'regexp/2',
      'regexp_like/2',
      'regexp_replace/3',
      'regexp_substr/2',
      'split_part/3',
      'string/1',
    ]);
  });

  it('read arguments of every type as text and as integers', () => {
    expect([1, 1.5, 2n, null, new Uint8Array([0xc3, 0xa9])].map(textOf)).to.deep.equal(['1', '1.5', '2', null, 'é']);
    expect([' 12x', '-3', '+4', 'x', 2.9, -2.9, null].map(integerOf)).to.deep.equal([12, -3, 4, 0, 2, -2, 0]);
  });
});

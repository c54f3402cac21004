import { expect } from 'chai';
import {
  readCallback,
  readExists,
  readExports,
  readStatecheck,
  type Answer,
} from '../../../src/lifecycle/read-answer.ts';
import type { Value } from '../../../src/values/value.ts';

type Cells = readonly (readonly Value[])[];

/** `yes` with what is captured, `no`, or what is wrong. */
function inWords(answer: Answer): string {
  switch (answer.kind) {
    case 'yes':
      return answer.row.size === 0 ? 'yes' : `yes ${JSON.stringify(Object.fromEntries(answer.row))}`;
    case 'no':
      return 'no';
    case 'wrong':
      return answer.reason.kind;
  }
}

function tableOf(
  read: (rows: { columns: readonly string[]; rows: Cells }) => Answer,
  table: readonly (readonly [readonly string[], Cells, string])[],
): void {
  for (const [columns, rows, expected] of table) {
    it(`${columns.join(', ')} ${JSON.stringify(rows)}: ${expected}`, () => {
      expect(inWords(read({ columns, rows }))).to.equal(expected);
    });
  }
}

describe('what exists says', () => {
  tableOf(readExists, [
    [['count'], [], 'no'],
    [['count'], [[0]], 'no'],
    [['count'], [[1]], 'yes'],
    [['Count'], [['1']], 'yes'],
    [['count'], [[true]], 'yes'],
    [['count'], [[false]], 'no'],
    [['count'], [[2]], 'ambiguous'],
    [['count'], [[1], [1]], 'ambiguous'],
    [['count'], [[null]], 'no-count'],
    [['count'], [['']], 'no-count'],
    [['count'], [['1x']], 'no-count'],
    [['count'], [['x1']], 'no-count'],
    [['count'], [[-1]], 'no-count'],
    [['count'], [[1.5]], 'no-count'],
    [['id'], [], 'no'],
    [['id'], [['a']], 'yes {"id":"a"}'],
    [['id'], [[0]], 'yes {"id":0}'],
    [['id'], [[null]], 'no'],
    [['id'], [['']], 'no'],
    [['id', 'name'], [['', null]], 'no'],
    [['id', 'name'], [[null, 'b']], 'yes {"id":null,"name":"b"}'],
    [['id'], [[null], ['b']], 'yes {"id":"b"}'],
    [['id'], [['a'], ['b']], 'ambiguous'],
    [['id', 'count'], [['a', 0]], 'yes {"id":"a","count":0}'],
    [['id', 'name'], [['a']], 'yes {"id":"a","name":null}'],
  ]);
});

describe('what a statecheck says', () => {
  tableOf(readStatecheck, [
    [['count'], [], 'no'],
    [['count'], [[0]], 'no'],
    [['count'], [[1]], 'yes'],
    [['id', 'COUNT'], [['a', '1']], 'yes'],
    [['id', 'count'], [['a', 0]], 'no'],
    [['count'], [[2]], 'ambiguous'],
    [['count'], [[1], [1]], 'ambiguous'],
    [['count'], [[null]], 'no-count'],
    [['id'], [['a']], 'no-count'],
    [['id'], [], 'no-count'],
  ]);
});

describe('what exports give', () => {
  tableOf(readExports, [
    [['id'], [], 'no'],
    [['id', 'name'], [[null, null]], 'no'],
    [['id', 'name'], [['a', null]], 'yes {"id":"a","name":null}'],
    [['id'], [['']], 'yes {"id":""}'],
    [['id'], [['a'], ['b']], 'ambiguous'],
    [['id', 'name'], [['a']], 'yes {"id":"a","name":null}'],
  ]);
});

describe('what a callback says', () => {
  tableOf(
    (rows) => readCallback(rows, 'callback'),
    [
      [['success'], [], 'no'],
      [['success'], [[true]], 'yes {"success":true}'],
      [['Success'], [[' TRUE ']], 'yes {"Success":" TRUE "}'],
      [['success'], [[false]], 'no'],
      [['success'], [['no']], 'no'],
      [['success'], [[null]], 'no'],
      [['count'], [[0]], 'no'],
      [['count'], [[1]], 'yes {"count":1}'],
      [['count'], [['2']], 'yes {"count":"2"}'],
      [['count'], [['0.5']], 'no'],
      [['count', 'success'], [[1, false]], 'no'],
      [['id'], [['a']], 'no-count'],
      [['operation_status', 'success'], [['FAILED', true]], 'request-ended'],
      [['OperationStatus', 'success'], [['cancel_complete', true]], 'request-ended'],
      [['operation_status', 'success'], [['SUCCESS', true]], 'yes {"operation_status":"SUCCESS","success":true}'],
      [['operation_status', 'success'], [['IN_PROGRESS', false]], 'no'],
      [['operation_status', 'success'], [[1, true]], 'yes {"operation_status":1,"success":true}'],
    ],
  );

  it('takes code and message of a request that has failed from its row', () => {
    const columns = ['operation_status', 'error_code', 'status_message'];
    const reason = { kind: 'request-ended', anchor: 'callback:create', status: 'FAILED' };
    expect(readCallback({ columns, rows: [['FAILED', 'Throttling', 'slow down']] }, 'callback:create')).to.deep.equal({
      kind: 'wrong',
      reason: { ...reason, code: 'Throttling', message: 'slow down' },
    });
    expect(readCallback({ columns, rows: [['FAILED', null, 5]] }, 'callback:create')).to.deep.equal({
      kind: 'wrong',
      reason: { ...reason, code: undefined, message: undefined },
    });
  });
});

describe('what is wrong with an answer', () => {
  it('is told with the query, its columns and its rows', () => {
    const rows = { columns: ['id'], rows: [['a'], ['b']] };
    expect(readExists(rows)).to.deep.equal({ kind: 'wrong', reason: { kind: 'ambiguous', anchor: 'exists', ...rows } });
    expect(readExports(rows)).to.deep.equal({
      kind: 'wrong',
      reason: { kind: 'ambiguous', anchor: 'exports', ...rows },
    });
    expect(readStatecheck(rows)).to.deep.equal({
      kind: 'wrong',
      reason: { kind: 'no-count', anchor: 'statecheck', columns: ['id'] },
    });
  });
});

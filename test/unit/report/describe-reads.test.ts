import { expect } from 'chai';
import { readRows, readsToJson } from '../../../src/report/describe-reads.ts';
import { parseReadRules } from '../../../src/resource-types/defaults/parse-read-rules.ts';

const table = [
  'type\tpath\tcondition\tvalue\tsource',
  'A::B::C\tWindow\t\t~"mon:01:00"\trecorded 2026-08',
  'A::B::C\tAttributes/Key=on/Value\tKind=a|b & ./Key!=c\t"true"\tdocumented',
  'A::B::C\tItems/*/Name\t\t:lower-case\tdocumented',
  'A::B::C\tItems\t!Other\t:sorted\tdocumented',
  'A::B::C\tHidden\tOther\t:absent\tdocumented',
  'A::B::C\t*\t\t:whole list boolean\tdocumented',
].join('\n');

describe('what AWS reads back, as it is shown', () => {
  const { rules, problems } = parseReadRules(table);

  it('is a row for each rule, by place', () => {
    expect(problems).to.deep.equal([]);
    expect(readRows(rules)).to.deep.equal([
      ['*', '', 'what is not given: lists as [] and booleans as false', 'documented'],
      ['Attributes/Key=on/Value', 'Kind=a|b & ./Key!=c', '"true"', 'documented'],
      ['Hidden', 'Other', 'nothing', 'documented'],
      ['Items', '!Other', 'the list, sorted', 'documented'],
      ['Items/*/Name', '', 'in lower case', 'documented'],
      ['Window', '', 'chosen by the service, such as "mon:01:00"', 'recorded 2026-08'],
    ]);
  });

  it('has a member of its own for each kind of rule in JSON', () => {
    expect(readsToJson(rules)).to.deep.equal([
      { path: '*', whole: ['list', 'boolean'], source: 'documented' },
      { path: 'Attributes/Key=on/Value', when: 'Kind=a|b & ./Key!=c', default: 'true', source: 'documented' },
      { path: 'Hidden', when: 'Other', absent: true, source: 'documented' },
      { path: 'Items', when: '!Other', form: 'sorted', source: 'documented' },
      { path: 'Items/*/Name', form: 'lower-case', source: 'documented' },
      { path: 'Window', sample: 'mon:01:00', source: 'recorded 2026-08' },
    ]);
  });
});

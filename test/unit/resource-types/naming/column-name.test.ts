import { expect } from 'chai';
import { columnName, isRequestColumn, pathColumnName } from '../../../../src/resource-types/naming/column-name.ts';
import { readTable } from './read-table.ts';

/** Where we differ from the provider on purpose: these would hide a request parameter, or the newer provider has another name. */
const ours = new Map([
  ['Region', '_region'],
  ['Identifier', '_identifier'],
  ['Registry', '_registry'],
  // Only in one service, where it is tested below.
  ['Group', 'group'],
]);

describe('columnName', () => {
  it('gives every property of the table its column', () => {
    const wrong: string[] = [];
    for (const [property = '', column] of readTable('columns.tsv')) {
      const made = columnName(property);
      if (made !== (ours.get(property) ?? column)) wrong.push(`${property}: ${made}, not ${column ?? ''}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('gives every identifier of the table its column', () => {
    const wrong: string[] = [];
    for (const [typeName = '', , properties = '', columns = ''] of readTable('resources.tsv')) {
      const made = properties.split('|').map((property) => pathColumnName(property.split('/'), typeName));
      const wanted = columns.split('|').map((column) => (isRequestColumn(column) ? '_' + column : column));
      if (made.join('|') !== wanted.join('|')) wrong.push(`${typeName}: ${made.join('|')}, not ${columns}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('names the group of one service after its id', () => {
    expect(columnName('Group', 'AWS::ResourceGroups::TagSyncTask')).to.equal('group_id');
    expect(columnName('Group', 'AWS::ECS::Service')).to.equal('group');
  });

  it('joins the parts of a nested property with two underscores', () => {
    expect(pathColumnName(['Schedule', 'ScheduleId'])).to.equal('schedule__schedule_id');
  });

  it('knows that region and Identifier are the request’s in any case', () => {
    expect(isRequestColumn('Region')).to.equal(true);
    expect(isRequestColumn('identifier')).to.equal(true);
    expect(isRequestColumn('_region')).to.equal(false);
  });
});

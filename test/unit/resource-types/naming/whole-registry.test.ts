import { expect } from 'chai';
import { findProperty } from '../../../../src/resource-types/find-property.ts';
import { pathColumnName, isRequestColumn } from '../../../../src/resource-types/naming/column-name.ts';
import { statementNames } from '../../../../src/resource-types/naming/statement-name.ts';
import { registry } from '../shipped-types.ts';
import { readTable } from './read-table.ts';

const rows = readTable('resources.tsv');

describe('The registry of all types', () => {
  it('finds every type of the naming table by each of its three spellings, and names it so', () => {
    const misses: string[] = [];
    for (const [typeName = '', name = ''] of rows) {
      const spellings = [typeName, `awscc.${name}`, typeName.replace(/^(AWS|Alexa)::/, '')];
      for (const spelling of spellings) {
        const found = registry.find(spelling)?.typeName;
        if (found !== typeName) misses.push(`${spelling}: ${found ?? 'nothing'}, not ${typeName}`);
      }
      const [first] = statementNames(typeName);
      // The older plural is understood and the newer one is shown.
      if (first !== `awscc.${name}` && !name.endsWith('schemata')) misses.push(`${typeName}: ${first}, not ${name}`);
    }
    expect(misses).to.deep.equal([]);
  });

  it('knows the identifier of every type of the naming table by its columns', () => {
    const misses: string[] = [];
    for (const [typeName = '', , , columns = ''] of rows) {
      const type = registry.find(typeName);
      const made = type?.identifier.map((path) => pathColumnName(path, typeName)).join('|');
      const wanted = columns.split('|').map((column) => (isRequestColumn(column) ? '_' + column : column));
      if (made !== wanted.join('|')) misses.push(`${typeName}: ${made ?? 'nothing'}, not ${columns}`);
    }
    expect(misses).to.deep.equal([]);
  });

  it('finds every property of every provisionable type by its column and its own spelling', () => {
    const misses: string[] = [];
    for (const typeName of registry.typeNames()) {
      const type = registry.find(typeName);
      if (type === undefined || Object.keys(type.handlers).length === 0) continue;
      for (const { name, column } of type.properties) {
        for (const spelling of [name, column, column.toUpperCase()]) {
          const found = findProperty(type, spelling)?.name;
          if (found !== name) misses.push(`${typeName} ${spelling}: ${found ?? 'nothing'}, not ${name}`);
        }
      }
    }
    expect(misses).to.deep.equal([]);
  });

  it('takes the sane spelling beside the odd one', () => {
    const type = registry.find('awscc.ec2.ec2_fleets');
    expect(type?.typeName).to.equal('AWS::EC2::EC2Fleet');
    expect(registry.find('awscc.cognito.user_pool_ui_customization_attachments')?.typeName).to.equal(
      'AWS::Cognito::UserPoolUICustomizationAttachment',
    );
    const fleet = registry.find('AWS::GameLift::Fleet');
    for (const spelling of ['e_c2_instance_type', 'ec2_instance_type', 'EC2InstanceType']) {
      expect(fleet === undefined ? undefined : findProperty(fleet, spelling)?.name).to.equal('EC2InstanceType');
    }
  });
});

import { expect } from 'chai';
import { statementName, statementNames } from '../../../../src/resource-types/naming/statement-name.ts';
import { readTable } from './read-table.ts';

describe('statementNames', () => {
  it('names every type of the table', () => {
    const wrong: string[] = [];
    for (const [typeName = '', name = ''] of readTable('resources.tsv')) {
      const made = statementNames(typeName);
      if (!made.includes('awscc.' + name)) wrong.push(`${typeName}: ${made.join(', ')}, not ${name}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('gives no two types of the table one name', () => {
    const names = new Map<string, string>();
    for (const [typeName = ''] of readTable('resources.tsv')) {
      for (const name of statementNames(typeName)) {
        expect(names.get(name) ?? typeName).to.equal(typeName);
        names.set(name, typeName);
      }
    }
  });

  it('joins a run of capitals to what stands before it', () => {
    expect(statementName('AWS::Cognito::UserPoolUICustomizationAttachment')).to.equal(
      'awscc.cognito.user_poolui_customization_attachments',
    );
    expect(statementName('AWS::EC2::EC2Fleet')).to.equal('awscc.ec2.ec2fleets');
  });

  it('has both plurals of schema', () => {
    expect(statementNames('AWS::Glue::Schema')).to.deep.equal(['awscc.glue.schemas', 'awscc.glue.schemata']);
  });
});

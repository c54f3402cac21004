import { expect } from 'chai';
import { parseResourceName } from '../../../src/resource-types/parse-resource-name.ts';
import { registry, userPoolClient } from './shipped-types.ts';

describe('parseResourceName', () => {
  it('sees a whole resource', () => {
    expect(parseResourceName(registry, ['awscc', 'cognito', 'user_pool_clients'])).to.deep.equal({
      type: userPoolClient,
      typeName: 'AWS::Cognito::UserPoolClient',
      listOnly: false,
    });
  });

  it('sees a list of identifiers', () => {
    expect(parseResourceName(registry, ['awscc', 'cognito', 'user_pool_clients_list_only'])).to.deep.equal({
      type: userPoolClient,
      typeName: 'AWS::Cognito::UserPoolClient',
      listOnly: true,
    });
  });

  it('knows nothing of other names', () => {
    expect(parseResourceName(registry, ['awscc', 'cognito', 'user_pool_client']).type).to.equal(undefined);
    expect(parseResourceName(registry, ['cognito', 'user_pool_clients']).type).to.equal(undefined);
  });
});

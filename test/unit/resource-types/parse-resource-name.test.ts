import { expect } from 'chai';
import { parseResourceName } from '../../../src/resource-types/parse-resource-name.ts';
import { registry, userPoolClient } from './shipped-types.ts';

describe('parseResourceName', () => {
  it('sees a whole resource', () => {
    expect(parseResourceName(registry, ['awscc', 'cognito', 'user_pool_clients'])).to.deep.equal({
      type: userPoolClient,
      typeName: 'AWS::Cognito::UserPoolClient',
      listOnly: false,
      isTags: false,
    });
  });

  it('sees a list of identifiers', () => {
    expect(parseResourceName(registry, ['awscc', 'cognito', 'user_pool_clients_list_only'])).to.deep.equal({
      type: userPoolClient,
      typeName: 'AWS::Cognito::UserPoolClient',
      listOnly: true,
      isTags: false,
    });
  });

  it('sees a table of tags, by the singular or the name of the type', () => {
    for (const table of ['user_pool_tags', 'user_pools_tags']) {
      const { typeName, isTags } = parseResourceName(registry, ['aws', 'cognito', table]);
      expect({ typeName, isTags }).to.deep.equal({ typeName: 'AWS::Cognito::UserPool', isTags: true });
    }
    expect(parseResourceName(registry, ['awscc', 'cognito', 'user_pool_client_tags']).type).to.equal(undefined);
  });

  it('knows nothing of other names', () => {
    expect(parseResourceName(registry, ['awscc', 'cognito', 'user_pool_client']).type).to.equal(undefined);
    expect(parseResourceName(registry, ['cognito', 'user_pool_clients']).type).to.equal(undefined);
  });
});

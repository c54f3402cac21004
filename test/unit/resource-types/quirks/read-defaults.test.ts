import { expect } from 'chai';
import { withReadDefaults } from '../../../../src/resource-types/quirks/read-defaults.ts';
import { attributeNameOnRead, standardAttributes } from '../../../../src/resource-types/quirks/user-pool-attributes.ts';

describe('withReadDefaults', () => {
  it('fills what a read of a minimal client returns', () => {
    expect(withReadDefaults('AWS::Cognito::UserPoolClient', { UserPoolId: 'p' })).to.deep.equal({
      UserPoolId: 'p',
      ExplicitAuthFlows: [],
      GenerateSecret: false,
      ReadAttributes: [],
      AuthSessionValidity: 3,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      WriteAttributes: [],
      AllowedOAuthFlows: [],
      AllowedOAuthFlowsUserPoolClient: false,
      AllowedOAuthScopes: [],
      CallbackURLs: [],
      LogoutURLs: [],
      SupportedIdentityProviders: [],
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
    });
  });

  it('keeps what was given, sorted where the service sorts', () => {
    const given = { AuthSessionValidity: 5, CallbackURLs: ['https://b', 'https://a'] };
    const read = withReadDefaults('AWS::Cognito::UserPoolClient', given);
    expect(read['AuthSessionValidity']).to.equal(5);
    expect(read['CallbackURLs']).to.deep.equal(['https://a', 'https://b']);
    expect(given.CallbackURLs).to.deep.equal(['https://b', 'https://a']);
  });

  it('requires no characters of passwords once a password policy is given in part', () => {
    const full = withReadDefaults('AWS::Cognito::UserPool', {});
    const partial = withReadDefaults('AWS::Cognito::UserPool', {
      Policies: { PasswordPolicy: { MinimumLength: 10, RequireNumbers: true } },
    });
    const signIn = { AllowedFirstAuthFactors: ['PASSWORD'] };
    expect(full['Policies']).to.deep.equal({
      PasswordPolicy: {
        MinimumLength: 8,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
        TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: signIn,
    });
    expect(partial['Policies']).to.deep.equal({
      PasswordPolicy: {
        MinimumLength: 10,
        RequireLowercase: false,
        RequireNumbers: true,
        RequireSymbols: false,
        RequireUppercase: false,
        TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: signIn,
    });
  });

  it('leaves other types alone', () => {
    expect(withReadDefaults('AWS::Glacier::Vault', { A: 1 })).to.deep.equal({ A: 1 });
  });
});

describe('standardAttributes', () => {
  it('are those that every pool has', () => {
    expect(standardAttributes).to.have.length(21);
  });

  it('keep their names on read, where custom ones get a prefix', () => {
    expect(attributeNameOnRead({ Name: 'email' })).to.equal('email');
    expect(attributeNameOnRead({ Name: 'tier' })).to.equal('custom:tier');
    expect(attributeNameOnRead({ Name: 'custom:tier' })).to.equal('custom:tier');
    expect(attributeNameOnRead({ Name: 'tier', DeveloperOnlyAttribute: true })).to.equal('dev:custom:tier');
  });
});

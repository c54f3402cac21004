import { broken, neighbours, oneOf, pattern, tooLong, type RuleCase } from './rule-case.ts';

const certificate = (region: string): RuleCase['refused'] => ({
  CertificateArn: `arn:aws:acm:${region}:111122223333:certificate/c`,
});
const home = { accountId: '111122223333' };
const inIreland = { region: 'eu-west-1' };

export const domainCases: readonly RuleCase[] = [
  {
    rule: 'domain-prefix-length',
    refused: { Domain: 'x'.repeat(64) },
    kept: { Domain: 'x'.repeat(63) },
    message: broken('x'.repeat(64), 'domain', tooLong(63)),
    path: ['Domain'],
  },
  {
    rule: 'domain-prefix-characters',
    refused: { Domain: 'my_shop' },
    kept: { Domain: 'my-shop' },
    message:
      'The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens.',
    path: ['Domain'],
  },
  {
    rule: 'domain-reserved-word',
    refused: { Domain: 'my-aws-shop' },
    kept: { Domain: 'my-awsome-shop' },
    message: 'Domain cannot contain reserved word: aws',
    path: ['Domain'],
  },
  {
    rule: 'domain-reserved-part',
    refused: { Domain: 'newcognito' },
    kept: { Domain: 'shop' },
    message: 'Domain cannot contain reserved word: cognito',
    path: ['Domain'],
  },
  {
    rule: 'custom-domain-is-whole',
    refused: { Domain: 'auth', CustomDomainConfig: certificate('us-east-1') },
    kept: { Domain: 'auth.example.com', CustomDomainConfig: certificate('us-east-1') },
    message: 'Custom domain is not a valid subdomain',
    path: ['Domain'],
  },
  {
    rule: 'custom-domain-certificate-region',
    refused: { Domain: 'auth.example.com', CustomDomainConfig: certificate('eu-west-1') },
    kept: { Domain: 'auth.example.com', CustomDomainConfig: certificate('us-east-1') },
    message:
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    path: ['CustomDomainConfig', 'CertificateArn'],
  },
  {
    rule: 'domain-used-once',
    refused: { Domain: 'shop' },
    kept: { Domain: 'shop-2' },
    message: 'Domain already associated with another user pool.',
    path: ['Domain'],
    context: neighbours({ others: [{ Domain: 'shop' }] }),
  },
  {
    rule: 'managed-login-needs-tier',
    refused: { Domain: 'shop', ManagedLoginVersion: 2 },
    kept: { Domain: 'shop', ManagedLoginVersion: 1 },
    message: 'The following feature is not available for the LITE pricing tier configured: Managed Login Version 2',
    path: ['ManagedLoginVersion'],
    context: neighbours({ owner: { UserPoolTier: 'LITE' } }),
  },
];

const oidc = {
  client_id: 'c',
  authorize_scopes: 'openid',
  oidc_issuer: 'https://id.example.com',
  attributes_request_method: 'GET',
};

export const identityProviderCases: readonly RuleCase[] = [
  {
    rule: 'provider-name-length',
    refused: { ProviderName: 'x'.repeat(33) },
    kept: { ProviderName: 'x'.repeat(32) },
    message: broken('x'.repeat(33), 'providerName', tooLong(32)),
    path: ['ProviderName'],
  },
  {
    rule: 'idp-identifier-count',
    refused: { IdpIdentifiers: Array.from({ length: 51 }, () => 'i') },
    kept: { IdpIdentifiers: ['i'] },
    message: broken(`[${Array.from({ length: 51 }, () => 'i').join(', ')}]`, 'idpIdentifiers', tooLong(50)),
    path: ['IdpIdentifiers'],
  },
  {
    rule: 'provider-type-values',
    refused: { ProviderType: 'Github' },
    kept: { ProviderType: 'SAML', ProviderDetails: { MetadataURL: 'https://id.example.com' } },
    message: broken(
      'Github',
      'providerType',
      oneOf('SAML', 'Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple', 'OIDC'),
    ),
    path: ['ProviderType'],
  },
  {
    rule: 'social-details',
    refused: { ProviderType: 'Google', ProviderDetails: { client_id: 'c', client_secret: 's' } },
    kept: {
      ProviderType: 'Google',
      ProviderDetails: { client_id: 'c', client_secret: 's', authorize_scopes: 'email' },
    },
    message: 'clientId, clientSecret and authorizeScopes are all required idp details.',
    path: ['ProviderDetails'],
  },
  {
    rule: 'apple-details',
    refused: { ProviderType: 'SignInWithApple', ProviderDetails: { client_id: 'c' } },
    kept: {
      ProviderType: 'SignInWithApple',
      ProviderDetails: { client_id: 'c', team_id: 't', key_id: 'k', private_key: 'p', authorize_scopes: 'email' },
    },
    message: 'clientId, privateKey, teamId, and keyId are all required idp details.',
    path: ['ProviderDetails'],
  },
  {
    rule: 'oidc-details',
    refused: { ProviderType: 'OIDC', ProviderDetails: { ...oidc, attributes_request_method: null } },
    kept: { ProviderType: 'OIDC', ProviderDetails: oidc },
    message: 'clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.',
    path: ['ProviderDetails'],
  },
  {
    rule: 'social-provider-name',
    refused: {
      ProviderType: 'Google',
      ProviderName: 'MyGoogle',
      ProviderDetails: { client_id: 'c', client_secret: 's', authorize_scopes: 'email' },
    },
    kept: {
      ProviderType: 'Google',
      ProviderName: 'Google',
      ProviderDetails: { client_id: 'c', client_secret: 's', authorize_scopes: 'email' },
    },
    message: 'Provider MyGoogle cannot be of type Google.',
    path: ['ProviderName'],
  },
  {
    rule: 'oidc-request-method',
    refused: { ProviderType: 'OIDC', ProviderDetails: { ...oidc, attributes_request_method: 'PUT' } },
    kept: { ProviderType: 'OIDC', ProviderDetails: { ...oidc, attributes_request_method: 'POST' } },
    message: broken('PUT', 'attributesRequestMethod', oneOf('POST', 'GET')),
    path: ['ProviderDetails', 'attributes_request_method'],
  },
  {
    rule: 'oidc-issuer-encrypted',
    refused: { ProviderType: 'OIDC', ProviderDetails: { ...oidc, oidc_issuer: 'http://id.example.com' } },
    kept: { ProviderType: 'OIDC', ProviderDetails: oidc },
    message: 'OIDC endpoint must start with https://',
    path: ['ProviderDetails', 'oidc_issuer'],
  },
  {
    rule: 'saml-one-metadata',
    refused: { ProviderType: 'SAML', ProviderDetails: { MetadataURL: 'https://id.example.com', MetadataFile: '<m/>' } },
    kept: { ProviderType: 'SAML', ProviderDetails: { MetadataFile: '<m/>' } },
    message: 'Only one of the MetadataURL or MetadataFile should be provided.',
    path: ['ProviderDetails', 'MetadataFile'],
  },
  {
    rule: 'saml-needs-metadata',
    refused: { ProviderType: 'SAML', ProviderDetails: { IDPSignout: 'true' } },
    kept: { ProviderType: 'SAML', ProviderDetails: { MetadataURL: 'https://id.example.com' } },
    message: 'At least one of the MetadataURL or MetadataFile should be provided.',
    path: ['ProviderDetails'],
  },
];

const scopes = Array.from({ length: 101 }, (_, index) => ({ ScopeName: `s${index}`, ScopeDescription: 'd' }));

export const resourceServerCases: readonly RuleCase[] = [
  {
    rule: 'server-identifier-characters',
    refused: { Identifier: 'my api' },
    kept: { Identifier: 'https://api.example.com' },
    message: broken('my api', 'identifier', pattern(String.raw`[\x21\x23-\x5B\x5D-\x7E]+`)),
    path: ['Identifier'],
  },
  {
    rule: 'server-scope-count',
    refused: { Scopes: scopes },
    kept: { Scopes: scopes.slice(1) },
    message: broken('[]', 'scopes', tooLong(100)),
    path: ['Scopes'],
  },
  {
    rule: 'server-scope-names',
    refused: { Scopes: [{ ScopeName: 'read/all', ScopeDescription: 'd' }] },
    kept: { Scopes: [{ ScopeName: 'read.all', ScopeDescription: 'd' }] },
    message: broken('read/all', 'scopes.1.member.scopeName', pattern(String.raw`[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+`)),
    path: ['Scopes', 0, 'ScopeName'],
  },
];

export const identityPoolCases: readonly RuleCase[] = [
  {
    rule: 'developer-provider-characters',
    refused: { DeveloperProviderName: 'my login' },
    kept: { DeveloperProviderName: 'login.example_com' },
    message: broken('my login', 'developerProviderName', pattern(String.raw`[\w._-]+`)),
    path: ['DeveloperProviderName'],
  },
  {
    rule: 'pool-provider-name',
    refused: { CognitoIdentityProviders: [{ ClientId: 'c', ProviderName: 'eu-west-1_abcdefghi' }] },
    kept: {
      CognitoIdentityProviders: [
        { ClientId: 'c', ProviderName: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi' },
      ],
    },
    message: 'Invalid Cognito Identity Provider',
    path: ['CognitoIdentityProviders', 0, 'ProviderName'],
  },
  {
    rule: 'saml-provider-account',
    refused: { SamlProviderARNs: ['arn:aws:iam::999999999999:saml-provider/idp'] },
    kept: { SamlProviderARNs: ['arn:aws:iam::111122223333:saml-provider/idp'] },
    message: 'Identity provider arn:aws:iam::999999999999:saml-provider/idp is not valid for account 111122223333',
    path: ['SamlProviderARNs', 0],
    context: home,
  },
];

const key = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi:client';
const mapping = (value: RuleCase['refused'], name = key): RuleCase['refused'] => ({ RoleMappings: { [name]: value } });
const ruleOf = (MatchType: string): RuleCase['refused'] => ({
  Claim: 'c',
  MatchType,
  Value: 'v',
  RoleARN: 'arn:aws:iam::111122223333:role/r',
});
const byRules = (rules: readonly RuleCase['refused'][]): RuleCase['refused'] => ({
  Type: 'Rules',
  AmbiguousRoleResolution: 'Deny',
  RulesConfiguration: { Rules: rules },
});

export const roleAttachmentCases: readonly RuleCase[] = [
  {
    rule: 'role-keys',
    refused: { Roles: { authenticated: 'a', admin: 'b' } },
    kept: { Roles: { authenticated: 'a', unauthenticated: 'b' } },
    message: 'Roles takes authenticated and unauthenticated, not admin',
    path: ['Roles', 'admin'],
  },
  {
    rule: 'mapping-match-types',
    refused: mapping(byRules([ruleOf('Equals'), ruleOf('Equal')])),
    kept: mapping(byRules([ruleOf('Equals')])),
    message: broken(
      'Equal',
      `roleMappings.${key}.member.rulesConfiguration.rules.2.member.matchType`,
      oneOf('StartsWith', 'Equals', 'Contains', 'NotEqual'),
    ),
    path: ['RoleMappings', key, 'RulesConfiguration', 'Rules', 1, 'MatchType'],
  },
  {
    rule: 'mapping-rule-count',
    refused: mapping(byRules(Array.from({ length: 26 }, () => ruleOf('Equals')))),
    kept: mapping(byRules(Array.from({ length: 25 }, () => ruleOf('Equals')))),
    message: 'The number of rules in the request exceeded 25.',
    path: ['RoleMappings', key, 'RulesConfiguration', 'Rules'],
  },
  {
    rule: 'mapping-ambiguity',
    refused: mapping({ Type: 'Token' }),
    kept: mapping({ Type: 'Token', AmbiguousRoleResolution: 'Deny' }),
    message: 'a role mapping of type Token needs AmbiguousRoleResolution',
    path: ['RoleMappings', key],
  },
  {
    rule: 'mapping-provider-name',
    refused: mapping({ Type: 'Token', AmbiguousRoleResolution: 'Deny' }, 'userpool'),
    kept: mapping({ Type: 'Token', AmbiguousRoleResolution: 'Deny', IdentityProvider: key }, 'userpool'),
    message: '(userpool) is not a valid RoleMapping ProviderName or is not a configured provider.',
    path: ['RoleMappings', 'userpool'],
  },
  {
    rule: 'mapping-needs-rules',
    refused: mapping({ Type: 'Rules', AmbiguousRoleResolution: 'Deny' }),
    kept: mapping(byRules([ruleOf('Equals')])),
    message: 'a role mapping of type Rules needs RulesConfiguration',
    path: ['RoleMappings', key],
  },
  {
    rule: 'mapping-without-rules',
    refused: mapping({ ...byRules([ruleOf('Equals')]), Type: 'Token' }),
    kept: mapping({ Type: 'Token', AmbiguousRoleResolution: 'Deny' }),
    message: 'a role mapping of type Token takes no RulesConfiguration',
    path: ['RoleMappings', key, 'RulesConfiguration'],
  },
];

const takeover = (level: string, EventAction: string): RuleCase['refused'] => ({
  AccountTakeoverRiskConfiguration: { Actions: { [level]: { EventAction, Notify: false } } },
});
const takeoverCase = (rule: string, level: string): RuleCase => ({
  rule,
  refused: takeover(level, 'ALLOW'),
  kept: takeover(level, 'MFA_REQUIRED'),
  message: broken(
    'ALLOW',
    `accountTakeoverRiskConfiguration.actions.${level.charAt(0).toLowerCase()}${level.slice(1)}.eventAction`,
    oneOf('MFA_IF_CONFIGURED', 'BLOCK', 'NO_ACTION', 'MFA_REQUIRED'),
  ),
  path: ['AccountTakeoverRiskConfiguration', 'Actions', level, 'EventAction'],
});
const compromised = (EventAction: string, EventFilter: readonly string[]): RuleCase['refused'] => ({
  CompromisedCredentialsRiskConfiguration: { Actions: { EventAction }, EventFilter },
});
const blocked = (...networks: readonly string[]): RuleCase['refused'] => ({
  RiskExceptionConfiguration: { BlockedIPRangeList: networks },
});
const many = Array.from({ length: 201 }, (_, index) => `10.0.${index}.0/24`);

export const riskCases: readonly RuleCase[] = [
  takeoverCase('takeover-low-action', 'LowAction'),
  takeoverCase('takeover-medium-action', 'MediumAction'),
  takeoverCase('takeover-high-action', 'HighAction'),
  {
    rule: 'compromised-action',
    refused: compromised('MFA_REQUIRED', ['SIGN_IN']),
    kept: compromised('BLOCK', ['SIGN_IN']),
    message: broken(
      'MFA_REQUIRED',
      'compromisedCredentialsRiskConfiguration.actions.eventAction',
      oneOf('BLOCK', 'NO_ACTION'),
    ),
    path: ['CompromisedCredentialsRiskConfiguration', 'Actions', 'EventAction'],
  },
  {
    rule: 'compromised-events',
    refused: compromised('BLOCK', ['SIGN_OUT']),
    kept: compromised('BLOCK', ['SIGN_UP', 'PASSWORD_CHANGE']),
    message: broken(
      '[SIGN_OUT]',
      'compromisedCredentialsRiskConfiguration.eventFilter',
      `Member must satisfy constraint: [${oneOf('SIGN_IN', 'PASSWORD_CHANGE', 'SIGN_UP')}]`,
    ),
    path: ['CompromisedCredentialsRiskConfiguration', 'EventFilter', 0],
  },
  {
    rule: 'blocked-range-count',
    refused: blocked(...many),
    kept: blocked(...many.slice(1)),
    message: broken(`[${many.join(', ')}]`, 'riskExceptionConfiguration.blockedIPRangeList', tooLong(200)),
    path: ['RiskExceptionConfiguration', 'BlockedIPRangeList'],
  },
  {
    rule: 'skipped-range-count',
    refused: { RiskExceptionConfiguration: { SkippedIPRangeList: many } },
    kept: { RiskExceptionConfiguration: { SkippedIPRangeList: ['10.0.0.0/24'] } },
    message: broken(`[${many.join(', ')}]`, 'riskExceptionConfiguration.skippedIPRangeList', tooLong(200)),
    path: ['RiskExceptionConfiguration', 'SkippedIPRangeList'],
  },
  {
    rule: 'ranges-are-networks',
    refused: blocked('10.0.0.0/24', '10.0.1.7'),
    kept: blocked('10.0.0.0/24'),
    message: 'Incorrect CIDR format',
    path: ['RiskExceptionConfiguration', 'BlockedIPRangeList', 1],
  },
  {
    rule: 'notification-source-region',
    refused: {
      AccountTakeoverRiskConfiguration: {
        NotifyConfiguration: { SourceArn: 'arn:aws:ses:eu-central-1:111122223333:identity/a@example.com' },
      },
    },
    kept: {
      AccountTakeoverRiskConfiguration: {
        NotifyConfiguration: { SourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/a@example.com' },
      },
    },
    message: 'Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.',
    path: ['AccountTakeoverRiskConfiguration', 'NotifyConfiguration', 'SourceArn'],
  },
];

const groupIn = (region: string): RuleCase['refused'] => ({
  LogConfigurations: [
    {
      EventSource: 'userNotification',
      LogLevel: 'ERROR',
      CloudWatchLogsConfiguration: { LogGroupArn: `arn:aws:logs:${region}:111122223333:log-group:g` },
    },
  ],
});

export const logDeliveryCases: readonly RuleCase[] = [
  {
    rule: 'event-sources-distinct',
    refused: { LogConfigurations: [{ EventSource: 'userNotification' }, { EventSource: 'userNotification' }] },
    kept: { LogConfigurations: [{ EventSource: 'userNotification' }, { EventSource: 'userAuthEvents' }] },
    message: 'Following event sources appear more then once in a request',
    path: ['LogConfigurations', 1, 'EventSource'],
  },
  {
    rule: 'log-group-region',
    refused: groupIn('us-east-1'),
    kept: groupIn('eu-west-1'),
    message: 'ARN does not belong to current region',
    path: ['LogConfigurations', 0, 'CloudWatchLogsConfiguration', 'LogGroupArn'],
    context: inIreland,
  },
  {
    rule: 'user-events-need-tier',
    refused: { LogConfigurations: [{ EventSource: 'userAuthEvents' }] },
    kept: { LogConfigurations: [{ EventSource: 'userNotification' }] },
    message: 'The following feature is not available for the ESSENTIALS pricing tier configured: Log Streaming',
    path: ['LogConfigurations', 0, 'EventSource'],
    context: neighbours({ owner: {} }),
  },
];

const asset = (Category: string, Extension: string): RuleCase['refused'] => ({
  Assets: [{ Category, Extension, ColorMode: 'LIGHT' }],
});

export const brandingCases: readonly RuleCase[] = [
  {
    rule: 'icons-are-favicons',
    refused: asset('FORM_LOGO', 'ICO'),
    kept: asset('FAVICON_ICO', 'ICO'),
    message: 'an asset of category FORM_LOGO cannot be an ICO file',
    path: ['Assets', 0, 'Extension'],
  },
  {
    rule: 'provided-values-or-settings',
    refused: { UseCognitoProvidedValues: true, Settings: { a: 1 } },
    kept: { UseCognitoProvidedValues: false, Settings: { a: 1 } },
    message: 'useCognitoProvidedValues or settings should be specified (but not both)',
    path: ['Settings'],
  },
];

export const customizationCases: readonly RuleCase[] = [
  {
    rule: 'css-classes',
    refused: { CSS: '/* ours */ .banner-customizable { color: red } body { color: red }' },
    kept: { CSS: '/* body { } */ .banner-customizable { color: red }' },
    message: 'The CSS class body is not in the list of allowed classes.',
    path: ['CSS'],
  },
  {
    rule: 'customization-needs-domain',
    refused: { UserPoolId: 'eu-west-1_a' },
    kept: { UserPoolId: 'eu-west-1_a' },
    message: 'A domain must be associated with this user pool.',
    path: ['UserPoolId'],
    context: neighbours({ siblings: [] }),
    keptContext: neighbours({ siblings: [{ Domain: 'shop' }] }),
  },
];

export const groupCases: readonly RuleCase[] = [
  {
    rule: 'group-role-account',
    refused: { RoleArn: 'arn:aws:iam::999999999999:role/admins' },
    kept: { RoleArn: 'arn:aws:iam::111122223333:role/admins' },
    message: 'Cross-account pass role is not allowed.',
    path: ['RoleArn'],
    context: home,
  },
];

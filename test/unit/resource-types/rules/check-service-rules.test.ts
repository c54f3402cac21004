import { expect } from 'chai';
import {
  checkServiceRules,
  deletionRefusal,
  serviceRefusal,
} from '../../../../src/resource-types/rules/check-service-rules.ts';
import { rulesOf, serviceRules } from '../../../../src/resource-types/rules/service-rules.ts';
import { Secret, Unknown } from '../../../../src/values/value.ts';
import { ruleCases } from '../../../support/rule-cases/index.ts';
import { idlePolicyRules } from '../../../support/rule-cases/policies.ts';
import { neighbours } from '../../../support/rule-cases/rule-case.ts';

const unknown = new Unknown('later');

for (const [typeName, cases] of Object.entries(ruleCases)) {
  describe(`the service rules of ${typeName}`, () => {
    for (const { rule, refused, kept, message, path, because: told, context = {}, keptContext = context } of cases) {
      it(`${rule}: refuses ${Object.keys(refused).join(', ')} in the service’s words`, () => {
        const found = rulesOf(typeName).find((candidate) => candidate.name === rule);
        const { passedOn, code, because, about, ...refusal } = found?.check(refused, context) ?? {
          path: [],
          message: '',
        };
        expect(refusal).to.deep.equal({ path, message });
        if (told !== undefined) expect(because).to.equal(told);
        expect(found?.check(kept, keptContext)).to.equal(undefined);
        const judge = found?.on === 'delete' ? deletionRefusal : serviceRefusal;
        if (found?.severity === 'warning') {
          expect(judge(typeName, refused, context)).to.equal(undefined);
          expect(checkServiceRules(typeName, refused, context)).to.deep.include({
            path,
            code: 'resource/service-rule',
            message: `the service may refuse this: ${message.replace(/\.$/, '')}`,
            severity: 'warning',
          });
          return;
        }
        expect(judge(typeName, refused, context)).to.deep.equal({
          path,
          message,
          ...(passedOn === undefined ? {} : { passedOn }),
          ...(code === undefined ? {} : { code }),
          ...(because === undefined ? {} : { because }),
          ...(about === undefined ? {} : { about }),
        });
        expect(judge(typeName, kept, keptContext)).to.equal(undefined);
      });
    }

    it('has a case for every rule', () => {
      const names = rulesOf(typeName).map((rule) => rule.name);
      expect([...new Set(cases.map(({ rule }) => rule))].sort()).to.deep.equal(
        names.filter((name) => !idlePolicyRules(typeName).includes(name)).sort(),
      );
      expect(new Set(names).size).to.equal(names.length);
    });

    it('accepts an empty model and one of which nothing is known', () => {
      const properties = new Set(cases.flatMap(({ refused }) => Object.keys(refused)));
      const model = Object.fromEntries([...properties].map((property) => [property, unknown]));
      for (const context of [{}, { previous: model, ...neighbours({ owner: model }) }]) {
        expect(checkServiceRules(typeName, {}, context)).to.deep.equal([]);
        expect(checkServiceRules(typeName, model, context)).to.deep.equal([]);
      }
    });
  });
}

describe('the service rules', () => {
  it('are all shown by cases', () => {
    expect(Object.keys(ruleCases).sort()).to.deep.equal([...new Set(serviceRules.map((rule) => rule.typeName))].sort());
  });
});

describe('checkServiceRules', () => {
  it('accepts a client with every standard attribute', () => {
    const written = ['address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name'];
    const more = [
      'name',
      'nickname',
      'phone_number',
      'picture',
      'preferred_username',
      'profile',
      'updated_at',
      'website',
    ];
    expect(
      checkServiceRules('AWS::Cognito::UserPoolClient', {
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
        AccessTokenValidity: 60,
        IdTokenValidity: 60,
        RefreshTokenValidity: 30,
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
        ReadAttributes: [...written, ...more, 'zoneinfo', 'email_verified', 'phone_number_verified'],
        WriteAttributes: [...written, ...more, 'zoneinfo'],
      }),
    ).to.deep.equal([]);
  });

  it('tells every refusal, without the service’s full stop', () => {
    expect(
      checkServiceRules('AWS::Cognito::UserPoolClient', { AccessTokenValidity: 25, CallbackURLs: ['https://a#'] }),
    ).to.deep.equal([
      {
        path: ['AccessTokenValidity'],
        code: 'resource/service-rule',
        message: 'the service refuses this: Invalid range for token validity',
      },
      {
        path: ['CallbackURLs', 0],
        code: 'resource/service-rule',
        message: 'the service refuses this: https://a# cannot use fragment',
      },
    ]);
  });

  it('masks secrets', () => {
    const told = checkServiceRules('AWS::Cognito::UserPoolClient', {
      ClientName: new Secret('hunter2/'),
      CallbackURLs: ['https://a', new Secret('https://hunter2#')],
      LogoutURLs: new Secret(['http://hunter2']),
      AllowedOAuthScopes: [new Secret('hunter2')],
      ExplicitAuthFlows: new Secret(['hunter2']),
      TokenValidityUnits: new Secret({ AccessToken: 'hunter2' }),
      DefaultRedirectURI: new Secret('hunter2'),
    });
    expect(told).to.have.length(7);
    expect(JSON.stringify(told)).to.not.include('hunter2');
  });

  it('believes what another tool has yet to put in the place of a marked text', () => {
    const policy = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: '__ACCOUNT__' },
        Action: 's3:GetObject',
        Resource: '__BUCKET__/*',
      },
    };
    expect(checkServiceRules('AWS::S3::BucketPolicy', { Bucket: 'reports', PolicyDocument: policy })).to.deep.equal([]);
    expect(checkServiceRules('AWS::EC2::VPC', { CidrBlock: '__CIDR__' })).to.deep.equal([]);
    expect(
      checkServiceRules('AWS::Cognito::UserPoolClient', { DefaultRedirectURI: 'https://a', CallbackURLs: ['__URL__'] }),
    ).to.deep.equal([]);
  });

  it('knows no rules of other types', () => {
    expect(checkServiceRules('AWS::Events::Rule', { Name: '/' })).to.deep.equal([]);
  });
});

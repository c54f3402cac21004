import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

interface Part {
  readonly name: string;
  readonly file?: string;
  readonly create: string;
  readonly exports?: string;
}

/** A stack of these resources; each query stands on a line of its own. */
function write(rig: Rig, parts: readonly Part[]): void {
  const entries = parts.map(({ name, exports }) =>
    [`  - name: ${name}`, ...(exports === undefined ? [] : [`    exports: [${exports}]`])].join('\n'),
  );
  rig.write(
    'stackql_manifest.yml',
    `version: 1\nname: shop\nstrict: true\nproviders: [awscc]\nresources:\n${entries.join('\n')}\n`,
  );
  for (const { name, create, exports } of parts) {
    const table = /INTO ([\w.]+)/.exec(create)?.[1] ?? '';
    const asked = exports ?? 'COUNT(*) AS count';
    const anchor = exports === undefined ? 'exists' : 'exports';
    const where = `WHERE region = 'eu-west-1' AND Identifier = 'x|y'`;
    rig.write(
      `resources/${name}.iql`,
      `/*+ create */\n${create};\n/*+ ${anchor} */\nSELECT ${asked} FROM ${table} ${table.endsWith('pools') || table.endsWith('roles') ? where.replace('x|y', 'x') : where};\n`,
    );
  }
}

/** The mistakes that validate shows, and where. */
async function validate(rig: Rig, parts: readonly Part[]): Promise<readonly string[]> {
  write(rig, parts);
  const { output, errors } = await rig.run('validate', '.', 'dev');
  const lines = (output + errors).split('\n');
  return lines.flatMap((line, index) => {
    const place = /^ *--> (.*)$/.exec(lines[index + 1] ?? '')?.[1];
    return /^(error|warning)\[/.test(line) ? [`${line}${place === undefined ? '' : ` @ ${place}`}`] : [];
  });
}

const refuses = 'error[resource/service-rule]: the service refuses this:';
const pool = (name: string, more = ''): Part => ({
  name,
  create: `INSERT INTO awscc.cognito.user_pools (UserPoolName${more === '' ? '' : ', UserPoolTier'}, region) SELECT 'shop'${more}, 'eu-west-1'`,
  exports: 'user_pool_id',
});
const domain = (name: string, of: string, prefix: string): Part => ({
  name,
  create: `INSERT INTO awscc.cognito.user_pool_domains (UserPoolId, Domain, ManagedLoginVersion, region)\nSELECT '{{ ${of}.user_pool_id }}', '${prefix}', 2, 'eu-west-1'`,
});
const client = (scopes: string, providers: string): Part => ({
  name: 'client',
  create: `INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, AllowedOAuthScopes, SupportedIdentityProviders, region)\nSELECT '{{ pool.user_pool_id }}', 'web', '${scopes}', '${providers}', 'eu-west-1'`,
});

describe('validate and the rules of services', () => {
  it('shows every mistake of a statement in one run, each at its value', () =>
    withRig(async (rig) => {
      const create =
        'INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, nosuch, GenerateSecret, AuthSessionValidity, AllowedOAuthFlows, CallbackURLs, ExplicitAuthFlows, AccessTokenValidity, region)\n' +
        `SELECT 'eu-west-1_a', 1, 'perhaps', 99, '["code", "client_credentials"]', '["https://a#b"]', '["ALLOW_USER_AUTH", "USER_PASSWORD_AUTH"]', 25, 'eu-west-1'`;
      expect(await validate(rig, [{ name: 'client', create }])).to.deep.equal([
        'error[resource/unknown-column]: AWS::Cognito::UserPoolClient has no property "nosuch" @ resources/client.iql:2:58',
        'error[resource/wrong-type]: GenerateSecret is "perhaps"; it must be true or false @ resources/client.iql:3:26',
        'error[resource/out-of-range]: AuthSessionValidity is 99; it must be at most 15 @ resources/client.iql:3:37',
        `${refuses} Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names @ resources/client.iql:3:115`,
        `${refuses} Invalid range for token validity @ resources/client.iql:3:139`,
        `${refuses} client_credentials flow can not be selected along with code flow or implicit flow @ resources/client.iql:3:51`,
        `${refuses} https://a#b cannot use fragment @ resources/client.iql:3:77`,
      ]);
    }));

  it('knows one prefix on two pools, and what the tier of a pool does not have', () =>
    withRig(async (rig) => {
      const told = await validate(rig, [
        pool('pool', `, 'LITE'`),
        pool('other'),
        domain('domain', 'pool', 'shop'),
        domain('second', 'other', 'shop'),
        domain('third', 'other', 'shop-2'),
      ]);
      expect(told).to.deep.equal([
        `${refuses} Domain already associated with another user pool @ resources/domain.iql:3:35`,
        `${refuses} The following feature is not available for the LITE pricing tier configured: Managed Login Version 2 @ resources/domain.iql:3:43`,
        `${refuses} Domain already associated with another user pool @ resources/second.iql:3:36`,
      ]);
    }));

  it('looks for the providers and scopes of a pool among what the stack makes for it', () =>
    withRig(async (rig) => {
      const server: Part = {
        name: 'server',
        create: `INSERT INTO awscc.cognito.user_pool_resource_servers (UserPoolId, Identifier, Name, Scopes, region)\nSELECT '{{ pool.user_pool_id }}', 'api', 'a', '[{"ScopeName": "read", "ScopeDescription": "d"}]', 'eu-west-1'`,
      };
      expect(
        await validate(rig, [
          pool('pool'),
          server,
          client('["api/read", "api/write", "other/read"]', '["COGNITO", "Google"]'),
        ]),
      ).to.deep.equal([
        `${refuses} Invalid scope requested: api/write @ resources/client.iql:3:56`,
        `${refuses} The provider Google does not exist for User Pool @ resources/client.iql:3:98`,
      ]);
      expect(await validate(rig, [pool('pool'), server, client('["api/read"]', '["COGNITO"]')])).to.deep.equal([]);
    }));

  it('believes what another pool, a condition of the build or another stack may have made', () =>
    withRig(async (rig) => {
      const provider: Part = {
        name: 'provider',
        create: `INSERT INTO awscc.cognito.user_pool_identity_providers (UserPoolId, ProviderName, ProviderType, ProviderDetails, region)\nSELECT '{{ pool.user_pool_id }}', '{{ pool.user_pool_id }}', 'SAML', '{"MetadataURL": "https://id.example.com"}', 'eu-west-1'`,
      };
      expect(await validate(rig, [pool('pool'), provider, client('["openid"]', '["Corporate"]')])).to.deep.equal([]);
      const elsewhere = client('["api/read"]', '["Google"]');
      const known = {
        ...elsewhere,
        create: elsewhere.create.replace('{{ pool.user_pool_id }}', 'eu-west-1_abcdefghi'),
      };
      expect(await validate(rig, [pool('pool'), known])).to.deep.equal([]);
    }));

  it('points at the element of a policy', () =>
    withRig(async (rig) => {
      const create =
        'INSERT INTO awscc.iam.roles (RoleName, AssumeRolePolicyDocument, Policies, region)\n' +
        `SELECT 'r', '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda"}, "Action": "sts:AssumeRole"}]}',\n` +
        `'[{"PolicyName": "it''s", "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Efect": "Allow", "Action": "GetObject", "Resource": "*"}}}]', 'eu-west-1'`;
      expect(await validate(rig, [{ name: 'role', create }])).to.deep.equal([
        `${refuses} Syntax errors in policy @ resources/role.iql:4:85`,
        `${refuses} Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc @ resources/role.iql:4:113`,
        `${refuses} Invalid principal in policy: "SERVICE":"lambda" @ resources/role.iql:3:99`,
      ]);
    }));

  it('points at the element of a policy in the manifest', () =>
    withRig(async (rig) => {
      rig.write(
        'role/stackql_manifest.yml',
        dedent`
          version: 1
          name: role
          resources:
            - name: role
              type: AWS::IAM::Role
              region: us-east-1
              properties:
                RoleName: r
                AssumeRolePolicyDocument:
                  Version: '2012-10-17'
                  Statement:
                    - Principal: { Service: lambda.amazonaws.com }
                      Efect: Allow
                      Action: sts:AssumeRole
        `,
      );
      const { errors } = await rig.run('validate', 'role', 'dev');
      expect(errors).to.equal(dedent`
        error[resource/service-rule]: the service refuses this: Syntax errors in policy
          --> role/stackql_manifest.yml:13:13
           |
        12 |           - Principal: { Service: lambda.amazonaws.com }
        13 |             Efect: Allow
           |             ^^^^^
        14 |             Action: sts:AssumeRole
           = help: did you mean "Effect"?

        not valid: 1 mistake
      `);
    }));

  it('warns of what has been refused and accepted', () =>
    withRig(async (rig) => {
      const create =
        'INSERT INTO awscc.cognito.user_pools (UserPoolName, AdminCreateUserConfig, region)\n' +
        `SELECT 'shop', '{"InviteMessageTemplate": {"EmailMessage": "Welcome!"}}', 'eu-west-1'`;
      expect(await validate(rig, [{ name: 'pool', create, exports: 'user_pool_id' }])).to.deep.equal([
        'warning[resource/service-rule]: the service may refuse this: an invitation must contain {username} and {####} @ resources/pool.iql:3:60',
      ]);
    }));
});

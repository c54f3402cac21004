import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

describe('one run of validate', () => {
  it('tells eight mistakes of four kinds in one INSERT, with their places', async () => {
    const told = await withRig(async (rig) => {
      rig.write(
        'web/stackql_manifest.yml',
        dedent`
          version: 1
          name: web
          providers: [awscc]
          resources:
            - name: client
              props:
                - name: days
                  value: 99999
        `,
      );
      rig.write(
        'web/resources/client.iql',
        dedent`
          /*+ exists */
          SELECT client_id FROM awscc.cognito.user_pool_clients
          WHERE region = 'eu-west-1' AND user_pool_id = 'eu-west-1_abcdefghi';

          /*+ create */
          INSERT INTO awscc.cognito.user_pool_clients (
            UserPoolId, ClientName, CallbackUrl, GenerateSecret, RefreshTokenValidity, TokenValidityUnits, AllowedOAuthFlows,
            AllowedOAuthScopes, CallbackURLs, DefaultRedirectURI, region
          )
          SELECT
            'eu-west-1_abcdefghi', 'web', 'https://a.example/in', 'perhaps', {{ days }}, '{"AccessToken": "weeks"}',
            '["code", "client_credentials"]', '["openid"]', '["http://a.example/in"]', 'https://b.example/in', 'eu-west-1';
        `,
      );
      const { code, output } = await rig.run('validate', 'web', 'dev', '--json');
      expect(code).to.equal(1);
      const { diagnostics } = JSON.parse(output) as {
        diagnostics: readonly { code: string; message: string; line: number; column: number }[];
      };
      return diagnostics.map(
        ({ code: kind, message, line, column }) =>
          `${line}:${column} ${kind}: ${message.replace('the service refuses this: ', '').slice(0, 60)}`,
      );
    });
    expect(told).to.deep.equal([
      '7:27 resource/unknown-column: AWS::Cognito::UserPoolClient has no property "CallbackUrl"',
      '11:57 resource/wrong-type: GenerateSecret is "perhaps"; it must be true or false',
      "11:97 resource/service-rule: 1 validation error detected: Value 'weeks' at 'tokenValidity",
      '11:68 resource/service-rule: Invalid range for token validity',
      '12:13 resource/service-rule: client_credentials flow can not be selected along with code ',
      '12:53 resource/service-rule: http://a.example/in cannot use the HTTP protocol',
      '12:78 resource/service-rule: The default redirect URI https://b.example/in is not in the ',
      '12:39 resource/service-rule: openid is not supported with client_credentials flow',
    ]);
  });
});

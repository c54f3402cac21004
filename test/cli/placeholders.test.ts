import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

const manifest = dedent`
  version: 1
  name: shop
  providers: [awscc]
  globals:
    - name: region
      value: us-east-1
  resources:
    - name: pool
      props:
        - name: pool_name
          value: 'shop-{{ stack_env }}'
        # Comments of YAML stay comments: {# these too #}
        - name: verification
          value: {EmailMessage: "Code {####}, it's yours", EmailMessageByLink: 'Go {##here##} {{ stack_env }}', DefaultEmailOption: CONFIRM_WITH_LINK}
        - name: invitation
          value: file(invitation.json)
        - name: sms
          value: Your code is {####}
`;

const invitation =
  '{"SMSMessage": "{username} {####} {# kept #}", "EmailMessage": "{username} {####}", "EmailSubject": "{{ vars.SUBJECT }}"}';

const queries = `{### all about the pool ###}
/*+ exists */
SELECT user_pool_id FROM awscc.cognito.user_pools {# by its name #}
WHERE region = '{{ region }}' AND user_pool_name = '{{ pool_name }}';

/*+ create */
INSERT INTO awscc.cognito.user_pools (
  UserPoolName, {### columns: the pool's messages ###}
  EmailVerificationMessage, -- it's {# not here #} below
  VerificationMessageTemplate, AdminCreateUserConfig, SmsVerificationMessage, SmsAuthenticationMessage, region)
SELECT
  '{{ pool_name }}',
  {% if stack_env == 'dev' %}'Dev: {####}
  is it{% else %}'Your code is {####}{% endif %}',
  '{{ verification }}',
  '{"InviteMessageTemplate": {{ invitation }}}',
  '{{ sms }}',
  '{{ vars.SMS }}',
  '{{ region }}';

/*+ exports */
SELECT user_pool_id FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
`;

function write(rig: Rig): void {
  rig.write('s/stackql_manifest.yml', manifest);
  rig.write('s/resources/pool.iql', queries);
  rig.write('s/resources/invitation.json', invitation);
  rig.write('.env', 'SUBJECT="Code {####} {# a #}"\n');
}

describe("Cognito's placeholders", () => {
  it('arrive from literals, manifests, files and variables', async () => {
    await withRig(async (rig) => {
      write(rig);
      const { code, errors } = await rig.run('build', 's', 'dev', '--local', '-e', 'SMS=Enter {####} {# b #}');
      expect(code, errors).to.equal(0);
      const columns =
        'email_verification_message, verification_message_template, admin_create_user_config, sms_verification_message, sms_authentication_message';
      const told = await rig.run(
        'query',
        `SELECT ${columns} FROM awscc.cognito.user_pools WHERE region = 'us-east-1'`,
        '--local',
        '--format',
        'json',
      );
      const [row] = JSON.parse(told.output) as readonly unknown[];
      expect(row).to.deep.equal({
        email_verification_message: 'Dev: {####}\n  is it',
        verification_message_template: {
          EmailMessage: "Code {####}, it's yours",
          EmailMessageByLink: 'Go {##here##} dev',
          DefaultEmailOption: 'CONFIRM_WITH_LINK',
        },
        admin_create_user_config: {
          AllowAdminCreateUserOnly: false,
          UnusedAccountValidityDays: 7,
          InviteMessageTemplate: {
            SMSMessage: '{username} {####} {# kept #}',
            EmailMessage: '{username} {####}',
            EmailSubject: 'Code {####} {# a #}',
          },
        },
        sms_verification_message: 'Your code is {####}',
        sms_authentication_message: 'Enter {####} {# b #}',
      });
    });
  });

  it('arrive in statements that belong to no stack', async () => {
    await withRig(async (rig) => {
      const told = await rig.run('query', "SELECT {### a ###} '{####} {##b##}' AS text", '--format', 'json');
      expect(told).to.deep.equal({ code: 0, output: '[\n  {\n    "text": "{####} {##b##}"\n  }\n]\n', errors: '' });
      rig.input = "SELECT '{####};' AS text; SELECT {# ; #} 2 AS two;\n";
      const { output } = await rig.run('shell', '--local');
      expect(output).to.include('{####};').and.to.include('two');
    });
  });

  it('are told from comments, which cannot stand in values', async () => {
    await withRig(async (rig) => {
      write(rig);
      rig.edit('s/stackql_manifest.yml', 'Your code is {####}', 'Your code is {# why #} {####}');
      rig.edit('s/resources/pool.iql', "'Your code is {####}", "'Your code is {# why #}{####}");
      const { code, errors } = await rig.run('validate', 's', 'dev', '-e', 'SMS=x {####}');
      expect({ code, errors }).to.deep.equal({
        code: 1,
        errors: dedent`
          error[template/syntax]: a comment cannot stand in a literal: it would vanish from the text
            --> s/resources/pool.iql:14:32
             |
          13 |   {% if stack_env == 'dev' %}'Dev: {####}
          14 |   is it{% else %}'Your code is {# why #}{####}{% endif %}',
             |                                ^^
          15 |   '{{ verification }}',
             = help: write {{ '{#' }} for these characters; a comment can stand outside of quotes

          error[template/syntax]: a comment cannot stand in a value: it would vanish from the text
            --> s/stackql_manifest.yml:18:29
             |
          17 |       - name: sms
          18 |         value: Your code is {# why #} {####}
             |                             ^^
             = help: write {{ '{#' }} for these characters; a comment of YAML can stand behind a blank and #

          not valid: 2 mistakes
        `,
      });
    });
  });
});

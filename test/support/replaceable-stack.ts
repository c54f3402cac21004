import { dedent } from './dedent.ts';
import type { Rig } from './rig.ts';

/** A network, a subnet in it and two notes: one of nothing, and one that holds the network's identifier. */
export interface NetworkStack {
  readonly cidr?: string;
  readonly text?: string;
  /** Lines under the entries of the network and the subnet. */
  readonly vpc?: string;
  readonly subnet?: string;
  /** Whether the network's addresses are a secret. Default: false. */
  readonly isSecret?: boolean;
}

const queries = {
  first_note: dedent`
    /*+ exists */
    SELECT name FROM awscc.ssm.parameters WHERE region = '{{ region }}' AND Identifier = '/net/first';

    /*+ create */
    INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '/net/first', 'String', '{{ text }}', '{{ region }}';

    /*+ statecheck */
    SELECT COUNT(*) AS count FROM awscc.ssm.parameters
    WHERE region = '{{ region }}' AND Identifier = '/net/first' AND value = '{{ text }}';

    /*+ update */
    UPDATE awscc.ssm.parameters SET PatchDocument = '{{ {"Value": text} | generate_patch_document }}'
    WHERE region = '{{ region }}' AND Identifier = '/net/first';
  `,
  vpc: dedent`
    /*+ exists */
    SELECT vpc_id FROM awscc.ec2.vpcs WHERE region = '{{ region }}' AND json_extract(tags, '$[0].Value') = 'net';

    /*+ create */
    INSERT INTO awscc.ec2.vpcs (CidrBlock, Tags, region)
    SELECT '{{ cidr }}.0.0/16', '[{"Key": "Name", "Value": "net"}]', '{{ region }}';

    /*+ statecheck */
    SELECT COUNT(*) AS count FROM awscc.ec2.vpcs
    WHERE region = '{{ region }}' AND Identifier = '{{ this.vpc_id }}' AND cidr_block = '{{ cidr }}.0.0/16';

    /*+ exports */
    SELECT vpc_id, cidr_block FROM awscc.ec2.vpcs WHERE region = '{{ region }}' AND Identifier = '{{ this.vpc_id }}';

    /*+ delete */
    DELETE FROM awscc.ec2.vpcs WHERE region = '{{ region }}' AND Identifier = '{{ vpc_id }}';
  `,
  subnet: dedent`
    /*+ exists */
    SELECT subnet_id FROM awscc.ec2.subnets WHERE region = '{{ region }}' AND vpc_id = '{{ vpc_id }}';

    /*+ create */
    INSERT INTO awscc.ec2.subnets (VpcId, CidrBlock, region)
    SELECT '{{ vpc_id }}', '{{ cidr }}.1.0/24', '{{ region }}';

    /*+ exports */
    SELECT subnet_id FROM awscc.ec2.subnets WHERE region = '{{ region }}' AND Identifier = '{{ this.subnet_id }}';

    /*+ delete */
    DELETE FROM awscc.ec2.subnets WHERE region = '{{ region }}' AND Identifier = '{{ subnet_id }}';
  `,
  note: dedent`
    /*+ exists */
    SELECT name FROM awscc.ssm.parameters WHERE region = '{{ region }}' AND Identifier = '/net/vpc';

    /*+ create */
    INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '/net/vpc', 'String', '{{ vpc_id }}', '{{ region }}';

    /*+ statecheck */
    SELECT COUNT(*) AS count FROM awscc.ssm.parameters
    WHERE region = '{{ region }}' AND Identifier = '/net/vpc' AND value = '{{ vpc_id }}';

    /*+ update */
    UPDATE awscc.ssm.parameters SET PatchDocument = '{{ {"Value": vpc_id} | generate_patch_document }}'
    WHERE region = '{{ region }}' AND Identifier = '/net/vpc';
  `,
};

/** Writes the stack into the folder `net`. */
export function writeNetwork(
  rig: Rig,
  { cidr = '10.1', text = 'one', vpc = '', subnet = '', isSecret = false }: NetworkStack,
): void {
  rig.write(
    'net/stackql_manifest.yml',
    [
      'version: 1',
      'name: net',
      'globals:',
      '  - name: region',
      '    value: us-east-1',
      '  - name: cidr',
      `    value: '${cidr}'`,
      ...(isSecret ? ['    protected: true'] : []),
      '  - name: text',
      `    value: ${text}`,
      'resources:',
      '  - name: first_note',
      '  - name: vpc',
      '    exports: [vpc_id, cidr_block]',
      ...(vpc === '' ? [] : [`    ${vpc}`]),
      '  - name: subnet',
      '    exports: [subnet_id]',
      ...(subnet === '' ? [] : [`    ${subnet}`]),
      '  - name: note',
      'exports: [vpc_id]',
      '',
    ].join('\n'),
  );
  for (const [name, queryText] of Object.entries(queries)) rig.write(`net/resources/${name}.iql`, queryText);
}

/** A pool and its client, which generates a secret or not; the client is created in the given way. */
export function writeClient(rig: Rig, secret: boolean, way: 'create' | 'createorupdate' | 'statecheck'): void {
  rig.write(
    'shop/stackql_manifest.yml',
    dedent`
      version: 1
      name: shop
      globals:
        - name: region
          value: us-east-1
      resources:
        - name: pool
          exports: [user_pool_id]
        - name: web
          exports: [client_id]
      exports: [client_id]
    `,
  );
  rig.write(
    'shop/resources/pool.iql',
    dedent`
      /*+ exists */
      SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND user_pool_name = 'shop';

      /*+ create */
      INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'shop', '{{ region }}';

      /*+ exports */
      SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
    `,
  );
  const statecheck = dedent`

    /*+ statecheck */
    SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_clients
    WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}' AND generate_secret = ${String(secret)};
  `;
  rig.write(
    'shop/resources/web.iql',
    dedent`
      /*+ exists */
      SELECT client_id, user_pool_id FROM awscc.cognito.user_pool_clients
      WHERE region = '{{ region }}' AND user_pool_id = '{{ user_pool_id }}' AND client_name = 'web';

      /*+ ${way === 'createorupdate' ? way : 'create'} */
      INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, GenerateSecret, region)
      SELECT 'web', '{{ user_pool_id }}', ${String(secret)}, '{{ region }}';

      /*+ exports */
      SELECT client_id FROM awscc.cognito.user_pool_clients
      WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}';
    ` + (way === 'statecheck' ? statecheck : ''),
  );
}

import { expect } from 'chai';
import { findSpecialTable, specialTables } from '../../src/engine/cloud-control/special-tables/index.ts';
import { directiveOf, placeOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';
import { Rig } from '../support/rig.ts';

const page = 'docs/special-tables.md';

/** The network that the page speaks of. */
const network = `
  INSERT INTO awscc.ec2.vpcs (CidrBlock, Tags) VALUES ('10.0.0.0/16', '[{"Key": "Name", "Value": "web"}]');
  INSERT INTO awscc.ec2.subnets (VpcId, CidrBlock, Tags)
  SELECT vpc_id, '10.0.1.0/24', '[{"Key": "Name", "Value": "web"}]' FROM awscc.ec2.vpcs;
  INSERT INTO awscc.ec2.route_tables (VpcId, Tags) SELECT vpc_id, '[{"Key": "Name", "Value": "own"}]' FROM awscc.ec2.vpcs;
  INSERT INTO awscc.ec2.subnet_route_table_associations (RouteTableId, SubnetId)
  SELECT r.route_table_id, s.subnet_id FROM awscc.ec2.route_tables r, awscc.ec2.subnets s WHERE r.tags IS NOT NULL;
`;

describe(page, () => {
  const rig = new Rig();

  before(async () => {
    rig.environment.set('AWS_REGION', 'eu-west-1');
    rig.write('network.sql', network);
    const made = await rig.run('query', '-f', 'network.sql', '--local', '--write');
    expect(made.code, made.errors).to.equal(0);
  });

  after(() => rig.close());

  it('has a row for every table', () => {
    const text = readDocument(page).replaceAll('vw_…_requests', 'vw_failed_requests');
    for (const { name } of specialTables) {
      if (/vw_(?!failed).*_requests$/.test(name)) continue;
      expect(text).to.include(`| \`${name}\``);
    }
    expect(findSpecialTable(['awscc', 'cloud_control', 'vw_failed_requests'])).not.to.equal(undefined);
  });

  for (const { blocks } of sectionsOf(page)) {
    for (const [index, block] of blocks.entries()) {
      const isWrite = directiveOf(block, 'write') !== undefined;
      if (!isWrite && directiveOf(block, 'question') === undefined) continue;
      it(`${isWrite ? 'writes' : 'answers'} at ${placeOf(block)}`, async () => {
        const run = await rig.run('query', block.text, '--local', ...(isWrite ? ['--write'] : []));
        expect(run.code, run.errors).to.equal(0);
        // Identifiers are made up anew for each network.
        if (!isWrite) expect(withoutIds(run.output)).to.equal(withoutIds(blocks[index + 1]?.text ?? ''));
      });
    }
  }

  function withoutIds(text: string): string {
    return text
      .replace(/-(?:0[0-9a-f]{16}|…) */g, '-… ')
      .replace(/─+/g, '─')
      .replace(/ +/g, ' ');
  }
});

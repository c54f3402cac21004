import { join } from 'node:path';
import { expect } from 'chai';
import { openStack } from '../../../src/api/open-stack.ts';
import { withRig } from '../../support/rig.ts';

describe('openStack', () => {
  it('takes schemas from the folder that is named before those of the stack', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/vpc-network', 'network');
      const schema = (property: string): string =>
        JSON.stringify({ typeName: 'AWS::SQS::Queue', properties: { [property]: {} } });
      rig.write('network/schemas/AWS-SQS-Queue.json', schema('Ours'));
      rig.write('mine/AWS-SQS-Queue.json', schema('Mine'));
      const stack = { folder: join(rig.folder, 'network'), environment: 'dev', workingDirectory: rig.folder };
      const propertiesWith = async (options: { readonly schemaFolder?: string }): Promise<readonly string[]> => {
        const { value, diagnostics } = await openStack({ ...stack, region: 'eu-west-1', ...options });
        const type = value?.registry.find('AWS::SQS::Queue');
        if (type === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
        return type.properties.map(({ name }) => name);
      };
      expect(await propertiesWith({})).to.deep.equal(['Ours']);
      expect(await propertiesWith({ schemaFolder: 'mine' })).to.deep.equal(['Mine']);
    });
  });
});

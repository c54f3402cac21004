import { expect } from 'chai';
import { createClients } from '../../../../src/provider/cloud-control/clients.ts';

const credentials = { accessKeyId: 'a', secretAccessKey: 's' };

describe('createClients', () => {
  it('makes one client per region and keeps it until it is closed', async () => {
    const clients = createClients({ credentials });
    const [first, second, other] = await Promise.all(['r-1', 'r-1', 'r-2'].map((region) => clients.get(region)));
    expect(first).to.equal(second);
    expect(first).not.to.equal(other);
    expect(await other?.client.config.region()).to.equal('r-2');
    clients.close();
    expect(await clients.get('r-1')).not.to.equal(first);
    clients.close();
  });

  it('leaves no retry to the SDK', async () => {
    const clients = createClients({ credentials });
    expect(await (await clients.get('r-1')).client.config.maxAttempts()).to.equal(1);
    clients.close();
  });
});

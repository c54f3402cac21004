import { expect } from 'chai';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStore } from '../../../src/emulator/store/file-store.ts';
import { memoryStore } from '../../../src/emulator/store/memory-store.ts';
import type { Store } from '../../../src/emulator/store/store.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createRig } from './emulator-rig.ts';

const bucket = 'AWS::Test::Bucket';

describe('An emulator', () => {
  it('goes on where another one over the same store stopped, with running requests too', async () => {
    const store = memoryStore();
    const first = createRig({ store, requestMs: 1000 });
    await first.create(bucket, { BucketName: 'one' });
    const event = await first.begin('CreateResource', {
      TypeName: bucket,
      DesiredState: '{"BucketName":"two"}',
      ClientToken: 'token',
    });
    await first.emulator.close();
    const second = createRig({ store, requestMs: 1000, onRepeatedToken: 'replay' });
    expect(await second.list(bucket)).to.deep.equal(['one']);
    const again = await second.begin('CreateResource', {
      TypeName: bucket,
      DesiredState: '{"BucketName":"two"}',
      ClientToken: 'token',
    });
    expect(again['RequestToken']).to.equal(event['RequestToken']);
    second.clock.advance(2000);
    expect(await second.list(bucket)).to.deep.equal(['one', 'two']);
    await second.create(bucket, { BucketName: 'three' });
    expect(await second.list(bucket)).to.deep.equal(['one', 'two', 'three']);
  });

  it('still reads what is there where nothing can be kept', async () => {
    const inner = memoryStore();
    let isFull = false;
    const store: Store = {
      ...inner,
      commit: (change) => (isFull ? Promise.reject(new Error('no space left')) : inner.commit(change)),
    };
    const rig = createRig({ store, requestMs: 1000 });
    await rig.create(bucket, { BucketName: 'one' });
    const running = await rig.begin('CreateResource', { TypeName: bucket, DesiredState: '{"BucketName":"two"}' });
    isFull = true;
    rig.clock.advance(2000);
    expect(await rig.read(bucket, 'one')).to.include({ BucketName: 'one' });
    expect(await rig.list(bucket)).to.deep.equal(['one']);
    const asked = { RequestToken: running['RequestToken'] ?? '' };
    expect((await rig.begin('GetResourceRequestStatus', asked))['OperationStatus']).to.equal('IN_PROGRESS');
    isFull = false;
    expect((await rig.begin('GetResourceRequestStatus', asked))['OperationStatus']).to.equal('SUCCESS');
    expect(await rig.list(bucket)).to.deep.equal(['one', 'two']);
  });

  it('keeps no models of requests', async () => {
    const store = memoryStore();
    const rig = createRig({ store });
    await rig.create(bucket, { BucketName: 'one', Document: 'x'.repeat(10_000) });
    for (let count = 0; count < 50; count += 1) {
      const patch = JSON.stringify([{ op: 'add', path: '/Size', value: 1 + (count % 10) }]);
      await rig.finish('UpdateResource', { TypeName: bucket, Identifier: 'one', PatchDocument: patch });
    }
    expect(JSON.stringify([...store.entries()]).length).to.be.lessThan(60_000);
  });

  it('keeps its log small however often a large resource is updated', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stack-deploy-log-'));
    const options = { clock: createFakeClock(), pid: 1, isAlive: () => true, snapshotBytes: 50_000 };
    const opened = await openFileStore(folder, options);
    if (!opened.ok) throw new Error(opened.error.message);
    const rig = createRig({ store: opened.value });
    await rig.create(bucket, { BucketName: 'one', Document: 'x'.repeat(10_000) });
    for (let count = 0; count < 60; count += 1) {
      const patch = JSON.stringify([{ op: 'add', path: '/Size', value: 1 + (count % 10) }]);
      await rig.finish('UpdateResource', { TypeName: bucket, Identifier: 'one', PatchDocument: patch });
    }
    await rig.emulator.close();
    // Each update accepts 10,000 characters and carries them out: 1.2 million in all.
    expect((await stat(join(folder, 'log'))).size).to.be.lessThan(300_000);
    const again = await openFileStore(folder, options);
    if (!again.ok) throw new Error(again.error.message);
    const reopened = createRig({ store: again.value });
    expect(await reopened.read(bucket, 'one')).to.include({ Size: 10 });
    await reopened.emulator.close();
    await rm(folder, { recursive: true });
  });

  it('acknowledges nothing that its store did not keep', async () => {
    const inner = memoryStore();
    let isFull = false;
    const store: Store = {
      ...inner,
      commit: (change) => (isFull ? Promise.reject(new Error('no space left')) : inner.commit(change)),
    };
    const rig = createRig({ store });
    await rig.create(bucket, { BucketName: 'one' });
    isFull = true;
    const body = { TypeName: bucket, DesiredState: '{"BucketName":"two"}' };
    const error = await rig.ask('CreateResource', body).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'no space left');
    isFull = false;
    expect(await rig.list(bucket)).to.deep.equal(['one']);
  });

  it('keeps nothing of what was wanted once a request has ended', async () => {
    const store = memoryStore();
    const rig = createRig({ store });
    const id = await rig.create('AWS::Test::Vault', { Name: 'v', Secret: 'hush' });
    expect(JSON.stringify([...store.entries()])).to.contain('hush');
    await rig.finish('DeleteResource', { TypeName: 'AWS::Test::Vault', Identifier: id });
    expect(JSON.stringify([...store.entries()])).to.not.contain('hush');
  });

  it('carries out requests that come at the same time one after another', async () => {
    const rig = createRig();
    const names = Array.from({ length: 20 }, (_, index) => `bucket-${index}`);
    await Promise.all(
      names.map((name) =>
        rig.ask('CreateResource', { TypeName: bucket, DesiredState: JSON.stringify({ BucketName: name }) }),
      ),
    );
    expect(await rig.list(bucket)).to.deep.equal(names);
  });

  it('lets a test change the world behind the back of its clients', async () => {
    const rig = createRig();
    const address = { typeName: bucket, identifier: 'one', region: 'us-east-1' };
    await rig.emulator.mutate(address, () => ({ BucketName: 'one', Size: 1 }));
    expect(await rig.read(bucket, 'one')).to.deep.equal({ BucketName: 'one', Size: 1 });
    await rig.emulator.mutate(address, (properties) => ({ ...properties, Size: 2 }));
    expect(await rig.read(bucket, 'one')).to.include({ Size: 2 });
    await rig.emulator.mutate(address, () => undefined);
    expect(await rig.list(bucket)).to.deep.equal([]);
  });

  it('tells in its ledger what was asked and how it ended', async () => {
    const rig = createRig();
    await rig.create(bucket, { BucketName: 'one' });
    await rig.ask('GetResource', { TypeName: bucket, Identifier: 'none' }, { region: 'eu-west-1' });
    const [created, asked, missed] = rig.emulator.ledger;
    const start = Date.UTC(2026, 0, 1);
    expect(created).to.deep.equal({
      atMs: start,
      operation: 'CreateResource',
      region: 'us-east-1',
      accountId: '000000000000',
      typeName: bucket,
      identifier: 'one',
      requestToken: asked?.requestToken,
      outcome: 'ok',
    });
    expect(missed).to.include({ region: 'eu-west-1', identifier: 'none', outcome: 'ResourceNotFoundException' });
  });
});

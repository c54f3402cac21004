import { join } from 'node:path';
import { createTestStack } from 'stack-deploy/testing';
import { packageRoot } from '../../src/base/package-root.ts';

/** A process that goes three times through a whole life of the example, as a person's test does: build, change, build again, teardown. */
for (let life = 1; life <= 3; life += 1) {
  const stack = await createTestStack(join(packageRoot, 'examples/cognito-user-pool'), 'dev');
  const built = await stack.build();
  await stack.change('browser_client', { RefreshTokenValidity: 7 });
  const rebuilt = await stack.build();
  const removed = await stack.teardown();
  if (!built.ok || !rebuilt.ok || !removed.ok || stack.resources.length > 0) throw new Error(`life ${life} failed`);
  await stack.close();
}

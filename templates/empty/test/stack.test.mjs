// Run it with: node --test
// The stack is built in memory: no AWS account is needed, and nothing leaves this machine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createTestStack } from 'stack-deploy/testing';

const folder = fileURLToPath(new URL('..', import.meta.url));

test('the stack is built, found as it should be, and removed', async () => {
  const stack = await createTestStack(folder, 'dev');
  try {
    assert.equal((await stack.build()).ok, true);
    assert.equal((await stack.test()).ok, true);
    // What a resource looks like: stack.resource('user_pool').properties.UserPoolName

    assert.equal((await stack.teardown()).ok, true);
    assert.deepEqual(stack.resources, []);
  } finally {
    await stack.close();
  }
});

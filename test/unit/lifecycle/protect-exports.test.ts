import { expect } from 'chai';
import { protect } from '../../../src/lifecycle/protect-exports.ts';
import { Secret } from '../../../src/values/value.ts';
import { createRunRig } from './run-rig.ts';

/** What is exported, `id` from the column `user_pool_id`, and what of it is protected. */
const table: readonly (readonly [protectedNames: string, secret: readonly string[]])[] = [
  ['[]', []],
  ['[id]', ['id', 'user_pool_id']],
  ['[user_pool_id]', ['id', 'user_pool_id']],
  ['[arn]', ['arn']],
  ['[kept]', ['kept', 'Kept']],
  ['[Kept]', ['kept', 'Kept']],
  ['[arn, id]', ['id', 'arn', 'user_pool_id']],
];

describe('the protected names of a resource', () => {
  for (const [protectedNames, secret] of table) {
    it(`${protectedNames}: ${secret.join(', ') || 'nothing is secret'}`, () => {
      const { run } = createRunRig({
        queries:
          "/*+ exports */\nSELECT 'a' AS user_pool_id, 'b' AS arn;\n/*+ create */\nINSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT 'a' RETURNING Kept;\n",
        entry: `    exports: [{user_pool_id: id}, arn]\n    return_vals: {create: [{Kept: kept}]}\n    protected: ${protectedNames}\n`,
      });
      const values = new Map(['id', 'arn', 'user_pool_id', 'kept', 'Kept', 'other'].map((name) => [name, name]));
      const marked = [...protect(run.resource, values)];
      expect(marked).to.deep.equal(
        [...values].map(([name, value]) => [name, secret.includes(name) ? new Secret(value) : value]),
      );
    });
  }
});

import { expect } from 'chai';
import { bindStatement } from '../../../../../src/engine/cloud-control/bind/bind-statement.ts';
import { statement } from '../../statements.ts';
import { createTestRegistry } from '../../test-registry.ts';

const registry = createTestRegistry();

const deletion = 'DELETE FROM awscc.cognito.user_pools WHERE';
const update = `UPDATE awscc.cognito.user_pools SET PatchDocument = '[{"op":"add","path":"/UserPoolName","value":"b"}]' WHERE`;

/** What is told of a write that names no resource. */
const table: readonly (readonly [text: string, codes: readonly string[]])[] = [
  [`${deletion} region = 'eu-west-1'`, ['resource/identifier']],
  [`${update} region = 'eu-west-1'`, ['resource/identifier']],
  [`${deletion} region = 'eu-west-1' AND Identifier = 'p1'`, []],
  [`${update} region = 'eu-west-1' AND Identifier = 'p1'`, []],
  // The condition was meant to name it, and is told of itself.
  [`${deletion} region = 'eu-west-1' AND UserPoolName = 'a'`, ['sql/unsupported']],
  [`${update} region = 'eu-west-1' AND UserPoolName = 'a'`, ['sql/unsupported']],
];

describe('a write', () => {
  for (const [text, codes] of table) {
    it(`${text.replace(/ SET .* WHERE/, ' … WHERE')}: ${codes.join(', ') || 'is accepted'}`, () => {
      const parsed = statement(text);
      if (parsed.kind === 'show' || parsed.kind === 'describe') throw new Error('nothing to bind');
      const { diagnostics } = bindStatement(parsed, { registry, defaultRegion: 'eu-west-1' });
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(codes);
    });
  }
});

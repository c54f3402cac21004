import { expect } from 'chai';
import { createMasker } from '../../../src/report/masker.ts';
import type { PlainValue } from '../../../src/values/value.ts';

function masked(secrets: readonly PlainValue[], text: string): string {
  const masker = createMasker();
  masker.add(secrets);
  return masker.mask(text);
}

describe('the masker', () => {
  const odd = `a'b"c\\d\ne<f>&g`;
  const spellings: readonly [string, string][] = [
    ['as it is', odd],
    ['with doubled quotes', odd.replaceAll("'", "''")],
    ['in JSON', JSON.stringify(odd)],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify({ x: odd }))],
    ['in XML', `a&apos;b&quot;c\\d\ne&lt;f&gt;&amp;g`],
    ['in HTML', `a&#39;b&quot;c\\d\ne&lt;f&gt;&amp;g`],
    ['in an address', `https://x.example/?q=${encodeURIComponent(odd)}`],
    ['in base64', Buffer.from(odd).toString('base64')],
    ['in base64 for addresses', Buffer.from(odd).toString('base64url')],
  ];
  for (const [title, text] of spellings) {
    it(`hides an odd secret ${title}`, () => {
      const result = masked([odd], `before ${text} after`);
      expect(result).to.match(/^before .*\*\*\*.* after$/s);
      expect(result).not.to.include(text);
    });
  }

  it('hides three odd characters everywhere', () => {
    expect(masked(['x9$'], 'the key x9$ was wrong: "x9$"')).to.equal('the key *** was wrong: "***"');
  });

  it('hides a common word only where it stands as a value', () => {
    expect(masked(['open'], `the door is open: 'open' {"state":"open"} state=open`)).to.equal(
      `the door is open: '***' {"state":"***"} state=***`,
    );
  });

  it('hides a longer secret before a shorter one inside it', () => {
    expect(masked(['abc-1', 'abc-1-long'], 'x abc-1-long y abc-1')).to.equal('x *** y ***');
  });

  it('hides what is inside a secret map', () => {
    expect(masked([{ user: 'root', pin: 'q%7-zz' }], 'pin q%7-zz')).to.equal('pin ***');
  });

  it('leaves texts alone that hold none', () => {
    expect(masked([], 'nothing')).to.equal('nothing');
    expect(masked([null, true, ''], 'true null')).to.equal('true null');
  });
});

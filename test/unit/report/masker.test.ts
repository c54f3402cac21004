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
    ['in the trace of a shell', `+ echo '${odd.replaceAll("'", String.raw`'\''`)}'`],
    ['in the quotes of other shells', `'${odd.replaceAll("'", `'"'"'`)}'`],
    ['with backslashes as a shell takes it', odd.replace(/[^a-z\n]/g, String.raw`\$&`)],
    ['in base64', Buffer.from(odd).toString('base64')],
    ['in base64 for addresses', Buffer.from(odd).toString('base64url')],
    ['in JSON inside SQL', JSON.stringify(odd).replaceAll("'", "''")],
    ['in an address of a form', new URLSearchParams({ q: odd }).toString()],
    ['in XML by numbers', odd.replace(/\W/g, (character) => `&#${character.charCodeAt(0)};`)],
    ['in XML by other numbers', odd.replace(/\W/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`)],
    ['in base64 of a longer text', Buffer.from(`user:${odd}`).toString('base64')],
    ['in base64 of a text one longer', Buffer.from(`a-user:${odd}!`).toString('base64')],
    ['in base64 of a text two longer', Buffer.from(`an-user:${odd}!`).toString('base64')],
  ];
  for (const [title, text] of spellings) {
    it(`hides an odd secret ${title}`, () => {
      const result = masked([odd], `before ${text} after`);
      expect(result).to.match(/^before .*\*\*\*.* after$/s);
      expect(result.replace('before', '').replace('after', '').length, result).to.be.below(30);
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

  const wordIsThere = [
    "password 'open' is wrong",
    '{"password":"open"}',
    'password: open',
    '  password: open # ask Ann',
    'PASSWORD=open USER=ann',
    '<password>open</password>',
    'the password is wrong: open.',
    'open',
    'b3Blbg==',
  ];
  for (const text of wordIsThere) {
    it(`hides a common word in ${text}`, () => {
      const result = masked(['open'], text);
      expect(result).to.include('***');
      expect(result).not.to.match(/open|b3Blbg/);
    });
  }

  it('leaves a common word alone where it is a part or stands in a sentence', () => {
    const text = 'open_door is open: we open (open) all that is reopened, https://x.example/open/y';
    expect(masked(['open'], text)).to.equal(text);
  });

  it('hides the lines of a secret that has several, as a code frame shows them', () => {
    expect(masked(['-----BEGIN-----\n  first line\nend'], '3 |   first line\n4 |   the end')).to.equal(
      '3 |   ***\n4 |   the end',
    );
  });

  it('hides what is left of a secret that somebody shortened', () => {
    expect(masked(['hunter2-hunter2'], 'it is "hunter2-hu…"; go on…')).to.equal('it is "***…"; go on…');
  });

  it('masks the texts of JSON, and leaves keys and names', () => {
    const masker = createMasker();
    masker.add(['open', 'x9$']);
    const isName = (key: string): boolean => key === 'kind';
    const value = { kind: 'open', open: 'open', list: [{ message: 'not x9$', kind: 'x9$', count: 1 }] };
    expect(masker.maskJson(value, isName)).to.deep.equal({
      kind: 'open',
      open: '***',
      list: [{ message: 'not ***', kind: '***', count: 1 }],
    });
  });

  it('hides in the end what can be nothing but the secret', () => {
    const masker = createMasker();
    masker.add(['open', 'x9$']);
    expect(masker.maskCertain('{"kind":"open","x":"x9$"}')).to.equal('{"kind":"open","x":"***"}');
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

import { expect } from 'chai';
import { linesOf } from '../../../src/diagnostics/source-lines.ts';

describe('linesOf', () => {
  it('finds the line of every offset as counting would', () => {
    for (const text of ['', 'a', '\n', 'a\nb', '\n\n', 'ab\r\ncd\n\nef\n']) {
      const lines = linesOf({ path: 'a', text });
      for (let offset = 0; offset <= text.length; offset += 1) {
        expect(lines.indexAt(offset), JSON.stringify([text, offset])).to.equal(
          text.slice(0, offset).split('\n').length - 1,
        );
      }
      expect(Array.from({ length: lines.count }, (_, index) => lines.textOf(index))).to.deep.equal(text.split(/\r?\n/));
    }
  });
});

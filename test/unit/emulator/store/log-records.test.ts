import { expect } from 'chai';
import { formatRecord, parseRecords } from '../../../../src/emulator/store/log-records.ts';

describe('Records of a log', () => {
  const first = formatRecord('{"a":"ü"}');
  const second = formatRecord('[]');

  it('say how long they are and carry a checksum', () => {
    expect(second.toString()).to.match(/^00000002 [0-9a-f]{8} \[\]\n$/);
    expect(parseRecords(Buffer.concat([first, second]))).to.deep.equal({
      texts: ['{"a":"ü"}', '[]'],
      length: first.length + second.length,
      rest: 'none',
    });
  });

  it('are torn at the end and damaged before it', () => {
    const flip = (bytes: Buffer, at: number): Buffer => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    const both = Buffer.concat([first, second]);
    const read = (bytes: Buffer): string => {
      const { texts, rest } = parseRecords(bytes);
      return `${texts.length} ${rest}`;
    };
    expect(read(Buffer.alloc(0))).to.equal('0 none');
    expect(read(both.subarray(0, -1))).to.equal('1 torn');
    expect(read(Buffer.concat([first, second.subarray(0, -3), Buffer.alloc(3)]))).to.equal('1 torn');
    expect(read(Buffer.concat([first, Buffer.alloc(18), second.subarray(18)]))).to.equal('1 torn');
    expect(read(Buffer.concat([both, Buffer.alloc(50)]))).to.equal('2 torn');
    // All of the last record was written, and is not what was written.
    expect(read(flip(both, both.length - 2))).to.equal('1 damaged');
    expect(read(flip(both, 20))).to.equal('0 damaged');
    // A length that reaches beyond the end of the file.
    expect(read(flip(both, 0))).to.equal('0 damaged');
    expect(read(Buffer.from('hello'))).to.equal('0 damaged');
    expect(read(Buffer.from('this is not a log at all\n'))).to.equal('0 damaged');
  });
});
